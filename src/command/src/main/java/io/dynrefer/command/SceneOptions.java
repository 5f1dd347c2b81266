package io.dynrefer.command;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which scenes a model is measured on. */
public final class SceneOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "<folder>",
            description = "A data set: " + DatasetPlaces.DESCRIPTION + ". Repeatable.")
    private List<String> data = new ArrayList<>();

    @Option(names = "--split", paramLabel = "train|val|test", description = "The split (default ${DEFAULT-VALUE}).")
    private String split = "test";

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            description = "Most images of each data set, spread evenly over it; all unless given.")
    private int limit = Integer.MAX_VALUE;

    /** The data sets, opened; the caller closes them. */
    public List<Dataset> open() {
        return DatasetPlaces.open(data);
    }

    /** All tasks on the chosen scenes of opened data sets. */
    public SceneBenchmark benchmark(List<Dataset> datasets) {
        return new SceneBenchmark(datasets, Split.fromWireName("--split", split), Set.of(Task.values()), limit);
    }
}
