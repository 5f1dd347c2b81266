package io.dynrefer.research.ways;

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
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.DynReferException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the views that suit each task: where the numbers of the task prior come from. */
@Command(
        name = "sweep",
        description = "Ask one model with every choice of views and find the best choice of each task.",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate sweep --data rooms --split val --weights run/model --limit 200 --out sweep"
        })
final class EvaluateSweepCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SceneOptions scenes = new SceneOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--candidates",
            split = ",",
            paramLabel = "<t>",
            description = "The views to choose from besides the region's own (default ${DEFAULT-VALUE}).")
    private List<Double> candidates = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Where answers and report go (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("evaluation-sweep");

    EvaluateSweepCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (candidates.stream().anyMatch(t -> !(t > 0 && t <= 1))) {
            throw DynReferException.invalid(
                    "--candidates", "A candidate view lies above 0 and is at most 1; got " + candidates + ".");
        }
        ModelTimes times = new ModelTimes();
        PrintWriter messages = spec.commandLine().getErr();
        Path weights = model.folder(surroundings, messages);
        List<Dataset> datasets = scenes.open();
        Report report;
        try (DynRefer opened = times.time(Stage.OPENING, () -> DynRefer.open(weights));
                Display display = Display.of("Regions", "", messages, surroundings)) {
            SceneBenchmark benchmark = times.time(Stage.OPENING, () -> scenes.benchmark(datasets));
            report = new ViewSweep(benchmark, out, times)
                    .run(opened.model(), candidates.stream().sorted().distinct().toList(), display);
        } finally {
            datasets.forEach(Dataset::close);
        }
        ReportOutput.finish(report, times, out, spec);
        return ExitCode.OK;
    }
}
