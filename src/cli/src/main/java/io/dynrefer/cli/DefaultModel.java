package io.dynrefer.cli;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The trained weights that come with a checkout. */
final class DefaultModel {
    private static final Path IN_REPOSITORY = Path.of("models", "dynrefer-mini");

    private DefaultModel() {}

    /** The folder of the weights; none where the command was not started from a checkout that has them. */
    static @Nullable Path find(Surroundings surroundings) {
        if (surroundings.repository() == null) {
            return null;
        }
        Path folder = surroundings.repository().resolve(IN_REPOSITORY);
        if (!Files.isDirectory(folder)) {
            return null;
        }
        if (!Files.exists(folder.resolve(ModelCard.FILE_NAME))) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "--weights",
                    folder + " has no " + ModelCard.FILE_NAME
                            + ", so the checkout is not complete. Restore the folder with git, or name other weights "
                            + "with --weights or --preset.");
        }
        return folder;
    }
}
