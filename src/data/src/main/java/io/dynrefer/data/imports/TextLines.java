package io.dynrefer.data.imports;

import io.dynrefer.data.imports.LeftOut.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small text files of labels. */
final class TextLines {
    private TextLines() {}

    /** The lines of a UTF-8 file; a file that cannot be read is left out and named. */
    static List<String> of(Path file, Place place, LeftOut leftOut) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .lines()
                    .toList();
        } catch (IOException e) {
            leftOut.add(Reason.FILES_UNREADABLE, place.name(file) + ": " + e);
            return List.of();
        }
    }
}
