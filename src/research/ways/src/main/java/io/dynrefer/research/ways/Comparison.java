package io.dynrefer.research.ways;

import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.evaluation.scenes.SceneMetric;
import io.dynrefer.evaluation.scenes.SceneResults;
import io.dynrefer.region.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Several configurations on the same scenes, side by side: means over seeds, with bootstrap intervals over images. Each
 * image is read and each of its crops encoded once for all of them.
 */
final class Comparison {
    private final Map<String, List<SceneResults>> results = new LinkedHashMap<>(); // by row, by seed
    private final Bootstrap bootstrap;

    private Comparison(Map<String, List<SceneResults>> results) {
        this.results.putAll(results);
        this.bootstrap = new Bootstrap(results.values().iterator().next().get(0).imageCount());
    }

    /** Answers what the run has no answer to yet, and reads all answers. */
    static Comparison of(SceneBenchmark benchmark, EvaluationRun<?> run, List<ClaimRow> rows, Progress progress) {
        run.run(rows.stream().flatMap(row -> row.seeds().stream()).toList(), progress);
        return run.times().time(Stage.METRICS, () -> read(benchmark, run, rows));
    }

    private static Comparison read(SceneBenchmark benchmark, EvaluationRun<?> run, List<ClaimRow> rows) {
        Map<String, List<SceneResults>> results = new LinkedHashMap<>();
        for (ClaimRow row : rows) {
            results.put(
                    row.name(),
                    row.seeds().stream()
                            .map(subject -> SceneResults.read(benchmark, run, subject))
                            .toList());
        }
        return new Comparison(results);
    }

    /** All metrics of all rows. */
    ReportTable table(String title, String note) {
        List<List<Cell>> rows = new ArrayList<>();
        results.forEach((name, seeds) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name), Cell.of(seeds.size())));
            for (Function<SceneResults, Statistic> metric : metrics()) {
                row.add(Cell.percent(bootstrap.estimate(overSeeds(seeds, metric))));
            }
            rows.add(row);
        });
        return new ReportTable(title, note, columns("configuration", "seeds"), rows);
    }

    /** How much higher each row is than the reference, seed means against seed means, paired over images. */
    ReportTable differences(String reference) {
        List<SceneResults> compared = results.getOrDefault(reference, List.of());
        List<List<Cell>> rows = new ArrayList<>();
        results.forEach((name, seeds) -> {
            if (!name.equals(reference)) {
                List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
                for (Function<SceneResults, Statistic> metric : metrics()) {
                    row.add(Cell.percent(bootstrap.estimate(
                            Statistic.difference(overSeeds(seeds, metric), overSeeds(compared, metric)))));
                }
                rows.add(row);
            }
        });
        return new ReportTable(
                "Difference to '" + reference + "'",
                "An interval without 0 is a difference that other images of the same kind would show too; it says"
                        + " nothing of other seeds.",
                columns("configuration"),
                rows);
    }

    /** Every seed for itself. */
    ReportTable seeds() {
        List<List<Cell>> rows = new ArrayList<>();
        results.forEach((name, seeds) -> {
            for (int i = 0; i < seeds.size(); i++) {
                List<Cell> row = new ArrayList<>(List.of(Cell.of(name), Cell.of(String.valueOf(i + 1))));
                for (Function<SceneResults, Statistic> metric : metrics()) {
                    row.add(Cell.percent(bootstrap.point(metric.apply(seeds.get(i)))));
                }
                rows.add(row);
            }
        });
        return new ReportTable("Every seed", "", columns("configuration", "seed"), rows);
    }

    /** The row whose mean over seeds is highest; the first of equals. */
    String best(SceneMetric metric) {
        String best = "";
        double highest = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, List<SceneResults>> row : results.entrySet()) {
            double value = point(row.getKey(), metric);
            if (value > highest) {
                best = row.getKey();
                highest = value;
            }
        }
        return best;
    }

    /** A row's mean over seeds; NaN for a row that is not among those compared. */
    double point(String row, SceneMetric metric) {
        List<SceneResults> seeds = results.get(row);
        return seeds == null ? Double.NaN : bootstrap.point(overSeeds(seeds, metric::of));
    }

    int images() {
        return results.values().iterator().next().get(0).imageCount();
    }

    long regions() {
        return results.values().iterator().next().get(0).regionCount();
    }

    private static Statistic overSeeds(List<SceneResults> seeds, Function<SceneResults, Statistic> metric) {
        return Statistic.meanOf(seeds.stream().map(metric).toList());
    }

    private static List<Function<SceneResults, Statistic>> metrics() {
        List<Function<SceneResults, Statistic>> metrics = new ArrayList<>();
        for (SceneMetric metric : SceneMetric.values()) {
            metrics.add(metric::of);
        }
        metrics.add(SceneMetric::mean);
        return metrics;
    }

    private static List<String> columns(String... first) {
        List<String> columns = new ArrayList<>(List.of(first));
        for (SceneMetric metric : SceneMetric.values()) {
            columns.add(metric.title());
        }
        columns.add("mean without CIDEr-D");
        return columns;
    }
}
