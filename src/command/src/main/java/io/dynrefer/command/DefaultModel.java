package io.dynrefer.command;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trained weights that come with a checkout. */
public final class DefaultModel {
    private static final Path IN_REPOSITORY = Path.of("models", "dynrefer-mini");

    private DefaultModel() {}

    /** The folder of the weights. */
    public static Path require(Surroundings surroundings) {
        Path repository = surroundings.repository();
        if (repository == null) {
            throw missing(
                    "This command was not started from a checkout, whose " + IN_REPOSITORY
                            + " has the weights that answer unless others are named. Start it with the script ./dynrefer there");
        }
        Path folder = repository.resolve(IN_REPOSITORY);
        if (!Files.exists(folder.resolve(ModelCard.FILE_NAME))) {
            throw missing(folder + " has no " + ModelCard.FILE_NAME
                    + ", so the checkout is not complete. Restore the folder with git");
        }
        return folder;
    }

    private static DynReferException missing(String problem) {
        return new DynReferException(
                ErrorCode.NOT_FOUND,
                "--weights",
                problem + ", name a model folder with --weights, or take random weights, which answer nonsense, with "
                        + "--preset tiny.");
    }
}
