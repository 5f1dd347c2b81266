package io.dynrefer.cli;

import io.dynrefer.model.init.InitWeights;
import io.dynrefer.region.ModelCard;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a model folder with random weights. */
@Command(
        name = "init-weights",
        description = "Write a model folder with random weights: every part works and no answer means anything.",
        footer = {"", "Example:", "  dynrefer init-weights --preset dynrefer-flant5xl --seed 0 --out /data/random-xl"})
final class InitWeightsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--preset",
            paramLabel = "<name or file>",
            description = "The sizes: a name from 'dynrefer presets' or a JSON file (default ${DEFAULT-VALUE}).")
    private String preset = "tiny";

    @Option(names = "--seed", paramLabel = "<n>", description = "The same seed gives the same weights (default 0).")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "<folder>",
            description = "The folder to write; it must be empty or absent.")
    private Path out = Path.of("");

    InitWeightsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PresetChoice choice = PresetChoice.of(preset);
        InitWeights weights = new InitWeights(choice.name(), choice.preset(), seed);
        UserFiles.requireEmptyFolder("--out", out);
        PrintWriter messages = spec.commandLine().getErr();
        ModelCard card;
        try (ProgressDisplay progress =
                ProgressDisplay.of("Writing random weights to " + out, messages, surroundings)) {
            card = weights.write(out, progress);
        }
        PrintWriter output = spec.commandLine().getOut();
        output.printf("%s: %s, untrained, seed %d, id %s%n", out, card.preset(), seed, card.id());
        output.flush();
        return ExitCode.OK;
    }
}
