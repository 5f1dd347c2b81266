package io.dynrefer.command;

import io.dynrefer.DynRefer;
import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the evaluations of a model share: which weights, where the report goes; opening, asking, reporting. */
public final class EvaluationOptions {
    private final ModelTimes times = new ModelTimes();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Where answers, report and pictures go (default evaluation-<name of the subcommand>).")
    private @Nullable Path out;

    /** Asks and reports. */
    @FunctionalInterface
    public interface Evaluation {
        /** The report, after all that is asked has been answered; {@code progress} counts regions. */
        Report run(RegionModel model, List<Dataset> datasets, Progress progress);
    }

    /** Which weights answer. */
    public ModelOptions model() {
        return model;
    }

    /** Where answers and report go. */
    public Path folder() {
        return out == null ? Path.of("evaluation-" + spec.name()) : out;
    }

    /** Where the time goes. */
    public ModelTimes times() {
        return times;
    }

    /** Opens weights and data, has them evaluated, and leaves the report; returns the exit code. */
    public int run(Surroundings surroundings, Supplier<List<Dataset>> data, Evaluation evaluation) {
        PrintWriter messages = spec.commandLine().getErr();
        Path weights = model.folder(surroundings, messages);
        List<Dataset> datasets = data.get();
        Report report;
        try (DynRefer opened = times.time(Stage.OPENING, () -> DynRefer.open(weights));
                Display answering = Display.of("Regions", "", messages, surroundings)) {
            report = evaluation.run(opened.model(), datasets, answering);
        } finally {
            datasets.forEach(Dataset::close);
        }
        return finish(report);
    }

    /** Leaves a report and where its time went, in the folder and on the screen; returns the exit code. */
    public int finish(Report report) {
        ReportOutput.finish(report, times, folder(), spec);
        return ExitCode.OK;
    }
}
