package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.ReportOutput;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.photos.PhotoEvaluation;
import io.dynrefer.evaluation.photos.ReferencePhrases;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.ReferSubject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on imported photos. */
@Command(
        name = "photos",
        description = "Measure a model on data sets of 'dynrefer data import'.",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate photos --data coco --data groceries --references docs/references/coco-test-phrases.json"
                    + " --out report",
            "",
            "A run that was stopped goes on when the same command is given again."
        })
final class EvaluatePhotosCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "<folder>",
            description = "A data set: " + DatasetPlaces.DESCRIPTION + ". Repeatable.")
    private List<String> data = List.of();

    @Option(names = "--split", paramLabel = "train|val|test", description = "The split (default ${DEFAULT-VALUE}).")
    private String split = "test";

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            description = "Most boxes of each data set, spread evenly over it; all unless given.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--references",
            paramLabel = "<file>",
            description = "Reference captions, as 'dynrefer data references' writes them; CIDEr-D is left out without.")
    private @Nullable Path references;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private AskedViews views = new AskedViews();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Where answers, report and diagrams go (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("evaluation-photos");

    EvaluatePhotosCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ModelTimes times = new ModelTimes();
        PrintWriter messages = spec.commandLine().getErr();
        Optional<ReferencePhrases> phrases = Optional.ofNullable(references).map(ReferencePhrases::read);
        Path weights = model.folder(surroundings, messages);
        List<Dataset> datasets = DatasetPlaces.open(data);
        try (DynRefer opened = times.time(Stage.OPENING, () -> DynRefer.open(weights))) {
            PhotoEvaluation evaluation =
                    new PhotoEvaluation(datasets, Split.fromWireName("--split", split), limit, phrases, out, times);
            Report report;
            try (Display answering = Display.of("Regions", "", messages, surroundings)) {
                report = evaluation.run(
                        ReferSubject.ofModel("model", opened.model(), views.selection()),
                        opened.model().contrastiveDecoder().defaultCategories(),
                        answering);
            }
            ReportOutput.finish(report, times, out, spec);
        } finally {
            datasets.forEach(Dataset::close);
        }
        return ExitCode.OK;
    }
}
