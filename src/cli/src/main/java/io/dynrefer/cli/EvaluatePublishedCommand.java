package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.command.Display;
import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.evaluation.meteor.MeteorPackage;
import io.dynrefer.evaluation.published.BenchmarkFiles;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Version;
import io.dynrefer.evaluation.published.MeteorSetting;
import io.dynrefer.evaluation.published.PublishedBenchmark;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.evaluation.run.Subject;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model, or a running server, on a benchmark of the paper, from its published files. */
@Command(
        footer = {
            "",
            "Files in the research code's converted form are taken too.",
            "A run that was stopped goes on when the same command is given again."
        })
final class EvaluatePublishedCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PublishedChoice choice;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "<folder>",
            description = "The folder of the annotations, and of the images unless --images names another.")
    private Path data = Path.of("");

    @Option(names = "--images", paramLabel = "<folder>", description = "The folder of the images.")
    private @Nullable Path images;

    @Option(
            names = "--boxes",
            paramLabel = "<file>",
            description = "Caption these boxes (COCO results or converted) instead of the annotated ones.")
    private @Nullable Path boxes;

    @Option(
            names = "--dataset",
            paramLabel = "v1.0|v1.2|vg-coco",
            description = "Which Visual Genome the folder holds (default v1.2).")
    private @Nullable String dataset;

    @Option(
            names = "--paraphrases",
            paramLabel = "<file>",
            description = "METEOR's paraphrase table for captions, e.g. paraphrase-en.gz (default: that of the package"
                    + " pycocoevalcap if it was fetched, otherwise none).")
    private @Nullable Path paraphrases;

    @Option(
            names = "--split",
            paramLabel = "<split>",
            description = "The split to ask about (default: the one the paper reports).")
    private @Nullable String split;

    @Mixin
    private AskedViews views = new AskedViews();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @Option(
            names = "--endpoint",
            paramLabel = "<address>",
            description = "Ask this running server, e.g. http://localhost:8080, instead of answering here.")
    private @Nullable URI endpoint;

    private EvaluatePublishedCommand(Surroundings surroundings, PublishedChoice choice) {
        this.surroundings = surroundings;
        this.choice = choice;
    }

    /** The subcommand of a benchmark. */
    static CommandLine commandLine(Surroundings surroundings, PublishedChoice choice) {
        CommandLine command = new CommandLine(new EvaluatePublishedCommand(surroundings, choice));
        CommandSpec options = command.getCommandSpec().name(choice.command());
        options.usageMessage().description(choice.description());
        choice.foreignOptions().forEach(name -> options.remove(options.findOption(name)));
        return command;
    }

    @Override
    public Integer call() {
        ViewSelection selection = views.selection();
        BenchmarkFiles files = new BenchmarkFiles(data, images, boxes, split);
        Version version = visualGenome();
        try (PublishedBenchmark<?> benchmark =
                evaluation.times().time(Stage.OPENING, () -> choice.open(files, version))) {
            return evaluation.finish(
                    endpoint == null ? here(benchmark, selection) : there(benchmark, selection, endpoint));
        }
    }

    private Report here(PublishedBenchmark<?> benchmark, ViewSelection selection) {
        Path weights =
                evaluation.model().folder(surroundings, spec.commandLine().getErr());
        Set<Task> tasks = benchmark.questions().tasks();
        try (DynRefer opened = evaluation
                .times()
                .time(
                        Stage.OPENING,
                        () -> DynRefer.builder(weights).tasks(tasks).open())) {
            return run(benchmark, ReferSubject.ofModel("model", opened.model(), selection));
        }
    }

    private Report there(PublishedBenchmark<?> benchmark, ViewSelection selection, URI server) {
        if (evaluation.model().given()) {
            throw DynReferException.invalid(
                    "--endpoint", "A server has its own weights: leave out --weights and --preset.");
        }
        RemoteSystem system = new RemoteSystem(server);
        return run(benchmark, ReferSubject.ofServer("server", server.toString(), selection, system::refer));
    }

    private <T> Report run(PublishedBenchmark<T> benchmark, Subject subject) {
        MeteorSetting meteor = MeteorSetting.of(table()); // one that cannot be read is refused before the run
        EvaluationRun<T> run = new EvaluationRun<>(benchmark, evaluation.folder(), evaluation.times());
        try (Display display = Display.of("Regions", "", spec.commandLine().getErr(), surroundings)) {
            run.run(List.of(subject), display);
        }
        return run.times()
                .time(
                        Stage.METRICS,
                        () -> benchmark.report(run.file(subject), subject.identity(), evaluation.folder(), meteor));
    }

    private @Nullable Path table() {
        PackageCache packages = new PackageCache(surroundings.packages(), PackageCatalogue.load());
        return choice.foreignOptions().contains("--paraphrases") || paraphrases != null
                ? paraphrases
                : MeteorPackage.fetched(packages)
                        .map(MeteorPackage::paraphrases)
                        .orElse(null);
    }

    private Version visualGenome() {
        return switch (dataset == null ? "v1.2" : dataset.toLowerCase(Locale.ROOT)) {
            case "v1.0" -> Version.V10;
            case "v1.2" -> Version.V12;
            case "vg-coco" -> Version.VG_COCO;
            default ->
                throw DynReferException.invalid(
                        "--dataset", "--dataset takes v1.0, v1.2 or vg-coco, not '" + dataset + "'.");
        };
    }
}
