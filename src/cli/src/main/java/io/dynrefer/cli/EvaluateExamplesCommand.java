package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.examples.ExampleEvaluation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures classes by example. */
@Command(
        name = "examples",
        description = "Measure categories that a few examples show, alone and mixed with words.",
        footer = {"", "Example:", "  dynrefer evaluate examples --data groceries --others coco --draws 10 --out report"
        })
final class EvaluateExamplesCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "<path>",
            description = "The data set whose categories are shown by examples: " + DatasetPlaces.DESCRIPTION + ".")
    private String data = "";

    @Option(
            names = "--others",
            paramLabel = "<path>",
            description = "A data set of other things, which words name: five of the categories stand among 100 words.")
    private @Nullable String others;

    @Option(
            names = "--split",
            paramLabel = "<split>",
            description = "Split of the other things: ${COMPLETION-CANDIDATES} (default test).")
    private Split split = Split.TEST;

    @Option(names = "--examples", paramLabel = "1,3,5", split = ",", description = "Examples of each category.")
    private List<Integer> counts = List.of(1, 3, 5);

    @Option(names = "--draws", paramLabel = "<n>", description = "Draws of examples (default 10).")
    private int draws = 10;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            description = "Most of the other things, spread evenly; all unless given.")
    private int limit = Integer.MAX_VALUE;

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    EvaluateExamplesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<String> places =
                Stream.of(data, others).filter(place -> place != null).toList();
        return evaluation.run(
                surroundings,
                () -> DatasetPlaces.open(places),
                (model, datasets, progress) -> new ExampleEvaluation(settings(datasets)).run(model, progress));
    }

    private ExampleEvaluation.Settings settings(List<Dataset> datasets) {
        return new ExampleEvaluation.Settings(
                datasets.get(0), datasets.size() > 1 ? datasets.get(1) : null, split, counts, draws, limit);
    }
}
