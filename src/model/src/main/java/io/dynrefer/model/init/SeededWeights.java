package io.dynrefer.model.init;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Random weights in a folder of theirs, made when they are first asked for. */
public final class SeededWeights {
    private SeededWeights() {}

    /**
     * Makes the folder if it is not there. Processes that race for it end up with the same folder.
     *
     * @param field what the caller chose the place with, for the error where it cannot be written
     */
    public static void require(Path folder, String preset, long seed, String field, Progress progress) {
        if (isComplete(folder)) {
            return;
        }
        InitWeights weights = InitWeights.ofPreset(preset, seed);
        try {
            Files.createDirectories(folder.getParent());
            Path unfinished = Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + "-");
            try {
                weights.write(unfinished, progress);
                publish(unfinished, folder);
            } finally {
                deleteRecursively(unfinished);
            }
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE,
                    field,
                    "Weights cannot be kept in " + folder + " (" + e + "). Set " + field
                            + " to a folder that can be written.",
                    e);
        }
    }

    /** The card is written last. */
    private static boolean isComplete(Path folder) {
        return Files.exists(folder.resolve(ModelCard.FILE_NAME));
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Renaming onto a folder with files fails; then another process was faster, with the same content.
            if (!isComplete(folder)) {
                throw e;
            }
        }
    }

    private static void deleteRecursively(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Deleting the unfinished " + folder, e);
        }
    }
}
