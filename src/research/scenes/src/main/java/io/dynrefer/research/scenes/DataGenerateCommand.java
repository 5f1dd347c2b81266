package io.dynrefer.research.scenes;

import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.Split;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.region.DynReferException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data set. */
@Command(
        name = "generate",
        description = "Make a data set of annotated scenes. What was interrupted continues where it stopped.",
        footer = {"", "Example:", "  dynrefer data generate composites --seed 1 --out /data/composites"})
final class DataGenerateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<data set>", description = "One of: composites, photos, rooms, rooms-shuffled-context.")
    private String name = "";

    @Option(names = "--out", required = true, paramLabel = "<folder>", description = "Where to write the data set.")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "<n>", description = "The same seed gives the same bytes (default 1).")
    private long seed = 1;

    @Option(
            names = "--scenes",
            paramLabel = "<n>",
            description = "Scenes of the training split, the others in proportion (default: the data set's own).")
    private @Nullable Integer scenes;

    @Option(names = "--threads", paramLabel = "<n>", description = "Threads that render rooms (default 1).")
    private int threads = 1;

    @Option(
            names = "--cache",
            paramLabel = "<folder>",
            description = "Where packages are kept (default: packages in $DYNREFER_HOME).")
    private @Nullable Path cache;

    DataGenerateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SceneSource source = SceneSource.named(name);
        PackageCache packages =
                new PackageCache(cache == null ? surroundings.packages() : cache, PackageCatalogue.load());
        PrintWriter messages = spec.commandLine().getErr();
        SceneGenerator generator = source.open(packages, seed, threads());
        DatasetGeneration generation = new DatasetGeneration(generator, numbers(generator), out);
        DatasetInfo info;
        String what = "Generating " + source + " in " + out;
        try (Display display = Display.of(what, " scenes", messages, surroundings)) {
            info = generation.run(display);
        }
        PrintWriter output = spec.commandLine().getOut();
        output.printf("%s: %s, seed %d%n", out, info.generator(), info.seed());
        new TreeMap<>(info.splits())
                .forEach((split, counts) ->
                        output.printf("  %s: %d images, %d regions%n", split, counts.images(), counts.regions()));
        output.flush();
        return ExitCode.OK;
    }

    private int threads() {
        if (threads < 1) {
            throw DynReferException.invalid("--threads", "--threads takes a number from 1.");
        }
        return threads;
    }

    private Map<Split, Integer> numbers(SceneGenerator generator) {
        Map<Split, Integer> usual = DatasetGeneration.usualScenes(generator);
        return scenes == null ? usual : inProportion(usual, scenes);
    }

    private static Map<Split, Integer> inProportion(Map<Split, Integer> usual, int wanted) {
        int training = usual.getOrDefault(Split.TRAIN, 0);
        if (wanted < 1 || training == 0) {
            throw DynReferException.invalid(
                    "--scenes", "--scenes takes a number from 1, and only for a data set with a training split.");
        }
        usual.replaceAll((split, count) -> count == 0 ? 0 : Math.max(1, Math.round((float) count * wanted / training)));
        return usual;
    }
}
