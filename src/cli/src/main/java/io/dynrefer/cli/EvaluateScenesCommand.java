package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.ReportOutput;
import io.dynrefer.command.SceneOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.evaluation.scenes.NearestMeanFit;
import io.dynrefer.evaluation.scenes.NearestMeanSubject;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.evaluation.scenes.SceneEvaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    private ModelOptions model = new ModelOptions();

    @Mixin
    private AskedViews views = new AskedViews();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Where answers, report and pictures go (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("evaluation-scenes");

    EvaluateScenesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ModelTimes times = new ModelTimes();
        PrintWriter messages = spec.commandLine().getErr();
        Path weights = model.folder(surroundings, messages);
        List<Dataset> datasets = scenes.open();
        try (DynRefer opened = times.time(Stage.OPENING, () -> DynRefer.open(weights))) {
            SceneBenchmark benchmark = times.time(Stage.OPENING, () -> scenes.benchmark(datasets));
            Report report;
            try (Display fitting = Display.of("Baseline, training images", "", messages, surroundings);
                    Display answering = Display.of("Regions", "", messages, surroundings)) {
                report = new SceneEvaluation(benchmark, out, times)
                        .run(
                                ReferSubject.ofModel("model", opened.model(), views.selection()),
                                new NearestMeanSubject(
                                        opened.model().imageEncoder(),
                                        new NearestMeanFit.Source(datasets, BASELINE_REGIONS, fitting)),
                                answering);
            }
            ReportOutput.finish(report, times, out, spec);
        } finally {
            datasets.forEach(Dataset::close);
        }
        return ExitCode.OK;
    }
}
