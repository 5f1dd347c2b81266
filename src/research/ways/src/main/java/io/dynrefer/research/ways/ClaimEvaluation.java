package io.dynrefer.research.ways;

import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The test of the paper's claim that views of several resolutions beat any fixed one: configurations side by side, and
 * the same on scenes whose context was exchanged, where the gain from context must vanish.
 */
final class ClaimEvaluation {
    private static final String NOTE =
            "In percent (CIDEr-D times a hundred): the mean over seeds, with 95 % bootstrap intervals over images.";

    private final SceneBenchmark benchmark;
    private final @Nullable SceneBenchmark shuffled;
    private final Path folder;
    private final ModelTimes times;

    /**
     * A test that keeps its answers in {@code folder}.
     *
     * @param shuffled the negative control, if there is one
     * @param times where it notes how long it took
     */
    public ClaimEvaluation(SceneBenchmark benchmark, @Nullable SceneBenchmark shuffled, Path folder, ModelTimes times) {
        this.benchmark = benchmark;
        this.shuffled = shuffled;
        this.folder = folder;
        this.times = times;
    }

    /**
     * Answers what has no answer yet, and reports.
     *
     * @param reference the row that the others are compared with; null for no comparison
     */
    public Report run(List<ClaimRow> rows, @Nullable String reference, Progress progress) {
        requireReference(rows, reference);
        Comparison comparison = compare(benchmark, "answers", rows, progress);
        SceneBenchmark control = shuffled;
        Comparison exchanged = control == null ? null : compare(control, "answers-shuffled", rows, progress);
        return times.time(Stage.METRICS, () -> report(rows, reference, comparison, exchanged));
    }

    private Comparison compare(SceneBenchmark scenes, String answers, List<ClaimRow> rows, Progress progress) {
        return Comparison.of(scenes, new EvaluationRun<>(scenes, folder.resolve(answers), times), rows, progress);
    }

    private Report report(
            List<ClaimRow> rows, @Nullable String reference, Comparison comparison, @Nullable Comparison exchanged) {
        List<ReportTable> tables = new ArrayList<>(tables(comparison, "Configurations", reference));
        if (exchanged != null) {
            tables.addAll(tables(exchanged, "Negative control: contexts exchanged", reference));
        }
        tables.add(comparison.seeds());
        return new Report("Views of several resolutions", facts(rows, comparison), tables, List.of());
    }

    private static List<ReportTable> tables(Comparison comparison, String title, @Nullable String reference) {
        ReportTable all = comparison.table(title, NOTE);
        return reference == null ? List.of(all) : List.of(all, comparison.differences(reference));
    }

    private static void requireReference(List<ClaimRow> rows, @Nullable String reference) {
        if (reference != null && rows.stream().noneMatch(row -> row.name().equals(reference))) {
            throw DynReferException.invalid(
                    "reference",
                    "There is no configuration '" + reference + "'; there are "
                            + rows.stream().map(ClaimRow::name).collect(Collectors.joining(", ")) + ".");
        }
    }

    private Map<String, String> facts(List<ClaimRow> rows, Comparison comparison) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", benchmark.identity());
        SceneBenchmark control = shuffled;
        if (control != null) {
            facts.put("negative control", control.identity());
        }
        facts.put("images", String.valueOf(comparison.images()));
        facts.put("regions", String.valueOf(comparison.regions()));
        rows.forEach(row -> facts.put(
                row.name(), row.seeds().stream().map(seed -> seed.identity()).collect(Collectors.joining("; "))));
        return facts;
    }
}
