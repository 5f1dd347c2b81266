package io.dynrefer.command;

import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.Task;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which scenes a model is measured on. */
public final class SceneOptions {
    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            description = "Most images of each data set, spread evenly over it; all unless given.")
    private int limit = Integer.MAX_VALUE;

    /** The data sets, opened; the caller closes them. */
    public List<Dataset> open() {
        return data.open();
    }

    /** All tasks on the chosen scenes of opened data sets. */
    public SceneBenchmark benchmark(List<Dataset> datasets) {
        return new SceneBenchmark(datasets, data.split(), Set.of(Task.values()), limit);
    }
}
