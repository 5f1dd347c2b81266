package io.dynrefer.cli;

import io.dynrefer.command.Display;
import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.SceneOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.evaluation.scenes.NearestMeanFit;
import io.dynrefer.evaluation.scenes.NearestMeanSubject;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.evaluation.scenes.SceneEvaluation;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures a model on the project's own data sets. */
@Command(
        name = "scenes",
        description = "Measure a model on data sets of 'dynrefer data'.",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate scenes --data rooms --data composites --weights run/model --out report",
            "",
            "A run that was stopped goes on when the same command is given again."
        })
final class EvaluateScenesCommand implements Callable<Integer> {
    /** Training regions of a category that the nearest-class baseline learns from. */
    private static final int BASELINE_REGIONS = 40;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SceneOptions scenes = new SceneOptions();

    @Mixin
    private AskedViews views = new AskedViews();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    EvaluateScenesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return evaluation.run(surroundings, scenes::open, this::evaluate);
    }

    private Report evaluate(RegionModel model, List<Dataset> datasets, Progress progress) {
        SceneBenchmark benchmark = evaluation.times().time(Stage.OPENING, () -> scenes.benchmark(datasets));
        try (Display fitting =
                Display.of("Baseline, training images", "", spec.commandLine().getErr(), surroundings)) {
            return new SceneEvaluation(benchmark, evaluation.folder(), evaluation.times())
                    .run(
                            ReferSubject.ofModel("model", model, views.selection()),
                            new NearestMeanSubject(
                                    model.imageEncoder(),
                                    new NearestMeanFit.Source(datasets, BASELINE_REGIONS, fitting)),
                            progress);
        }
    }
}
