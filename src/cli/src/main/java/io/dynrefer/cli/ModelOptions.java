package io.dynrefer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which weights answer: a folder, or seeded random ones of a preset. */
final class ModelOptions {
    /** Answers in a second on any machine. */
    private static final String DEFAULT_PRESET = "tiny";

    @ArgGroup
    private @Nullable Choice choice;

    /** At most one of the two. */
    private static final class Choice {
        @Option(
                names = "--weights",
                paramLabel = "<folder>",
                description = "A model folder, from convert or init-weights.")
        private @Nullable Path weights;

        @Option(
                names = "--preset",
                paramLabel = "<name>",
                description = "Random, untrained weights of this size (default tiny), made once under DYNREFER_HOME.")
        private @Nullable String preset;
    }

    /** Whether the caller chose. */
    boolean given() {
        return choice != null;
    }

    /** The folder of the weights; random ones are made now if they are not there yet. */
    Path folder(Surroundings surroundings, PrintWriter messages) {
        if (choice != null && choice.weights != null) {
            return choice.weights;
        }
        String preset = choice != null && choice.preset != null ? choice.preset : DEFAULT_PRESET;
        return SeededWeights.require(surroundings, preset, messages);
    }
}
