package io.dynrefer.command;

import io.dynrefer.model.init.SeededWeights;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which weights answer: a folder, seeded random ones of a preset, or those that come with the checkout. */
public final class ModelOptions {
    private static final long SEED = 0; // of random weights

    @ArgGroup
    private @Nullable Choice choice;

    /** At most one of the two. */
    private static final class Choice {
        @Option(
                names = "--weights",
                paramLabel = "<folder>",
                description =
                        "A model folder, from train, convert or init-weights (default: models/dynrefer-mini of the "
                                + "checkout).")
        private @Nullable Path weights;

        @Option(
                names = "--preset",
                paramLabel = "<name>",
                description = "Random, untrained weights of this size, made once under DYNREFER_HOME.")
        private @Nullable String preset;
    }

    /** Whether the caller chose. */
    public boolean given() {
        return choice != null;
    }

    /** The folder of the weights; random ones are made now if they are wanted and not there yet. */
    public Path folder(Surroundings surroundings, PrintWriter messages) {
        if (choice != null && choice.weights != null) {
            return choice.weights;
        }
        if (choice != null && choice.preset != null) {
            Path folder = surroundings.weights(choice.preset, SEED);
            try (Display display = Display.ofBytes("Making random weights in " + folder, messages, surroundings)) {
                SeededWeights.require(folder, choice.preset, SEED, Surroundings.HOME_VARIABLE, display);
            }
            return folder;
        }
        return DefaultModel.require(surroundings);
    }
}
