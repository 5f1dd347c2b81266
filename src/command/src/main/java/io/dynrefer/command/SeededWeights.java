package io.dynrefer.command;

import io.dynrefer.model.init.InitWeights;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Random weights kept under {@code DYNREFER_HOME}, so that the first question needs no download. */
public final class SeededWeights {
    private static final long SEED = 0;

    private SeededWeights() {}

    /** The folder of these weights, made if it is not there. Processes that race for it end up with the same folder. */
    public static Path require(Surroundings surroundings, String preset, PrintWriter messages) {
        Path folder = surroundings.weights(preset, SEED);
        if (isComplete(folder)) {
            return folder;
        }
        InitWeights weights = InitWeights.ofPreset(preset, SEED);
        try {
            Files.createDirectories(folder.getParent());
            Path unfinished = Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + "-");
            try (Display progress = Display.ofBytes("Making random weights in " + folder, messages, surroundings)) {
                weights.write(unfinished, progress);
                publish(unfinished, folder);
            } finally {
                deleteRecursively(unfinished);
            }
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE,
                    Surroundings.HOME_VARIABLE,
                    "Weights cannot be kept in " + folder + " (" + e + "). Set " + Surroundings.HOME_VARIABLE
                            + " to a folder that can be written.",
                    e);
        }
        return folder;
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
