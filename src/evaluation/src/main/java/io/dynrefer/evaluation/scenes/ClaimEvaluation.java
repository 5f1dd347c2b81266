package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.EvaluationProgress;
import io.dynrefer.region.DynReferException;
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
public final class ClaimEvaluation {
    private static final String NOTE =
            "In percent (CIDEr-D times a hundred): the mean over seeds, with 95 % bootstrap intervals over images.";

    private final SceneBenchmark benchmark;
    private final @Nullable SceneBenchmark shuffled;
    private final Path folder;

    /**
     * A test that keeps answers and report in {@code folder}.
     *
     * @param shuffled the negative control, if there is one
     */
    public ClaimEvaluation(SceneBenchmark benchmark, @Nullable SceneBenchmark shuffled, Path folder) {
        this.benchmark = benchmark;
        this.shuffled = shuffled;
        this.folder = folder;
    }

    /**
     * Answers what has no answer yet, and reports.
     *
     * @param reference the row that the others are compared with; null for no comparison
     */
    public Report run(List<ClaimRow> rows, @Nullable String reference, EvaluationProgress progress) {
        requireReference(rows, reference);
        Comparison comparison = Comparison.run(benchmark, folder.resolve("answers"), rows, progress);
        List<ReportTable> tables = new ArrayList<>();
        tables.add(comparison.table("Configurations", NOTE));
        if (reference != null) {
            tables.add(comparison.differences(reference));
        }
        SceneBenchmark control = shuffled;
        if (control != null) {
            Comparison exchanged = Comparison.run(control, folder.resolve("answers-shuffled"), rows, progress);
            tables.add(exchanged.table("Negative control: contexts exchanged", NOTE));
            if (reference != null) {
                tables.add(exchanged.differences(reference));
            }
        }
        tables.add(comparison.seeds());
        Report report = new Report("Views of several resolutions", facts(rows, comparison), tables, List.of());
        report.write(folder);
        return report;
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
