package io.dynrefer.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the hand-made samples of published formats ({@code src/testing/samples}) and the example photos they are on.
 */
public final class Samples {
    private Samples() {}

    /** A file or folder below {@code src/testing/samples}; a missing one fails the test. */
    public static Path path(String relative) {
        return existing("src/testing/samples", relative);
    }

    /** A photo of {@code examples}. */
    public static Path photo(String name) {
        return existing("examples", name);
    }

    private static Path existing(String parent, String relative) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path path = folder.resolve(parent).resolve(relative);
            if (Files.exists(path)) {
                return path;
            }
        }
        throw new AssertionError(
                "no " + parent + "/" + relative + " above " + Path.of("").toAbsolutePath());
    }
}
