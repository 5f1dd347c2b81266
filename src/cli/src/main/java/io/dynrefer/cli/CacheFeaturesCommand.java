package io.dynrefer.cli;

import io.dynrefer.command.DatasetOptions;
import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.ExitCode;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.training.FeatureCaching;
import io.dynrefer.training.samples.SampleSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes the image encoder's features ahead of training. */
@Command(
        name = "cache-features",
        description = "Compute the frozen image encoder's features of data sets once, for any number of trainings."
                + " Interrupted, it goes on where it was.",
        footer = {
            "",
            "Example:",
            "  dynrefer cache-features --start /data/start --data /data/rooms --coefficients 0,0.1,0.5,1"
                    + " --cache /data/cache"
        })
final class CacheFeaturesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--start", required = true, paramLabel = "<folder>", description = "The model folder.")
    private Path start = Path.of("");

    @Mixin
    private DatasetOptions data = new DatasetOptions();

    @Option(
            names = "--coefficients",
            required = true,
            paramLabel = "<t,t,...>",
            description = "The views: interpolation coefficients, as cached_coefficients of a configuration.")
    private String coefficients = "";

    @Option(names = "--splits", split = ",", paramLabel = "<split>", description = "Which splits (default train,val).")
    private List<String> splits = List.of("train", "val");

    @Option(
            names = "--fine-halves",
            description = "Keep what the first half of the image encoder makes, for trainings that teach the second.")
    private boolean fineHalves;

    @Option(names = "--changed-copies", description = "Also keep a changed copy of every region to learn from.")
    private boolean changedCopies;

    @Option(names = "--cache", required = true, paramLabel = "<folder>", description = "Where to keep the features.")
    private Path cache = Path.of("");

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        FeatureCaching.Wanted wanted = new FeatureCaching.Wanted(
                NumberList.list("--coefficients", coefficients, "0,0.1,0.5"), fineHalves, changedCopies, cache);
        FeatureCaching caching = new FeatureCaching(line -> {
            messages.println(line);
            messages.flush();
        });
        for (String place : data.places()) {
            try (Dataset dataset = DatasetPlaces.open(place)) {
                List<SampleSource> sources = new ArrayList<>();
                splits.stream()
                        .map(name -> Split.fromWireName("--splits", name))
                        .filter(split -> dataset.info().has(split))
                        .forEach(split -> sources.add(new SampleSource(dataset, split, sources.size())));
                caching.fill(start, sources, wanted);
            }
        }
        return ExitCode.OK;
    }
}
