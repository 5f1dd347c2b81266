package io.dynrefer.cli;

import io.dynrefer.command.DataOptions;
import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.photos.PhotoEvaluation;
import io.dynrefer.evaluation.photos.ReferencePhrases;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private DataOptions data = new DataOptions();

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
    private AskedViews views = new AskedViews();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    EvaluatePhotosCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return evaluation.run(surroundings, data::open, this::evaluate);
    }

    private Report evaluate(RegionModel model, List<Dataset> datasets, Progress progress) {
        Optional<ReferencePhrases> phrases = Optional.ofNullable(references).map(ReferencePhrases::read);
        return new PhotoEvaluation(datasets, data.split(), limit, phrases, evaluation.folder(), evaluation.times())
                .run(
                        ReferSubject.ofModel("model", model, views.selection()),
                        model.contrastiveDecoder().defaultCategories(),
                        progress);
    }
}
