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
import io.dynrefer.region.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Several configurations on the same scenes, side by side: means over seeds, with bootstrap intervals over images. Each
 * image is read and each of its crops encoded once for all of them.
 */
final class Comparison {
    private static final int SMALL = 32;

    private final Map<String, List<SceneResults>> results = new LinkedHashMap<>(); // by row, by seed
    private final Map<String, Function<SceneResults, Statistic>> metrics; // by the head of their column
    private final Bootstrap bootstrap;

    private Comparison(
            Map<String, List<SceneResults>> results, Map<String, Function<SceneResults, Statistic>> metrics) {
        this.results.putAll(results);
        this.metrics = metrics;
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
        return new Comparison(results, metrics(benchmark.questions().tasks()));
    }

    /** Everything for all tasks; otherwise what is asked, and of categories also small things and large ones. */
    private static Map<String, Function<SceneResults, Statistic>> metrics(Set<Task> tasks) {
        Map<String, Function<SceneResults, Statistic>> metrics = new LinkedHashMap<>();
        boolean everything = tasks.size() == Task.values().length;
        for (SceneMetric metric : SceneMetric.values()) {
            if (tasks.contains(metric.task())) {
                metrics.put(metric.title(), metric::of);
            }
        }
        if (everything) {
            metrics.put("mean without CIDEr-D", SceneMetric::mean);
        } else if (tasks.contains(Task.CATEGORY)) {
            metrics.put("shorter side < " + SMALL + " px", results -> SceneMetric.category(results, 0, SMALL));
            metrics.put(
                    "shorter side ≥ " + SMALL + " px",
                    results -> SceneMetric.category(results, SMALL, Double.POSITIVE_INFINITY));
        }
        return metrics;
    }

    /** All metrics of all rows. */
    ReportTable table(String title, String note) {
        List<List<Cell>> rows = new ArrayList<>();
        results.forEach((name, seeds) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name), Cell.of(seeds.size())));
            for (Function<SceneResults, Statistic> metric : metrics.values()) {
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
                for (Function<SceneResults, Statistic> metric : metrics.values()) {
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
                for (Function<SceneResults, Statistic> metric : metrics.values()) {
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

    private List<String> columns(String... first) {
        List<String> columns = new ArrayList<>(List.of(first));
        columns.addAll(metrics.keySet());
        return columns;
    }
}
