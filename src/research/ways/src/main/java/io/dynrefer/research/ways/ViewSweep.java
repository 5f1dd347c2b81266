package io.dynrefer.research.ways;

import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.evaluation.scenes.SceneMetric;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which views suit which task: one model asked with every ascending choice among candidate views. */
final class ViewSweep {
    private final SceneBenchmark benchmark;
    private final Path folder;
    private final ModelTimes times;

    /**
     * A sweep that keeps its answers in {@code folder}; those that are there already are not asked again.
     *
     * @param times where it notes how long it took
     */
    public ViewSweep(SceneBenchmark benchmark, Path folder, ModelTimes times) {
        this.benchmark = benchmark;
        this.folder = folder;
        this.times = times;
    }

    /**
     * Answers what has no answer yet, and reports.
     *
     * @param candidates coefficients in (0, 1], ascending
     */
    public Report run(RegionModel model, List<Double> candidates, Progress progress) {
        int count = model.card().viewCount();
        List<List<Double>> choices = choices(candidates, count - 1);
        if (choices.isEmpty()) {
            throw DynReferException.invalid(
                    "--candidates",
                    "This model takes " + (count - 1) + " views besides the region's own; " + candidates.size()
                            + " candidates are too few.");
        }
        List<ClaimRow> rows = new ArrayList<>();
        choices.forEach(views -> rows.add(row(model, views)));
        Comparison comparison = Comparison.of(
                benchmark, new EvaluationRun<>(benchmark, folder.resolve("answers"), times), rows, progress);
        return times.time(Stage.METRICS, () -> report(model, rows, comparison));
    }

    private Report report(RegionModel model, List<ClaimRow> rows, Comparison comparison) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", benchmark.identity());
        facts.put("model", model.regionEncoder().id());
        facts.put("images", String.valueOf(comparison.images()));
        facts.put("regions", String.valueOf(comparison.regions()));
        ReportTable best = best(comparison, model.card());
        return new Report("Views by task", facts, List.of(best, all(comparison, rows)), List.of());
    }

    private static ClaimRow row(RegionModel model, List<Double> views) {
        ViewSelection choice = new ViewSelection.Explicit(views);
        String name = choice.text();
        return new ClaimRow(name, List.of(ReferSubject.ofModel("views-" + name.replace(',', '-'), model, choice)));
    }

    /** The region's own view, then every ascending choice of {@code count} candidates. */
    static List<List<Double>> choices(List<Double> candidates, int count) {
        List<List<Double>> choices = List.of(List.of(0.0));
        for (int i = 0; i < count; i++) {
            List<List<Double>> longer = new ArrayList<>();
            for (List<Double> choice : choices) {
                double last = choice.get(choice.size() - 1);
                candidates.stream().filter(t -> t > last).forEach(t -> {
                    List<Double> with = new ArrayList<>(choice);
                    with.add(t);
                    longer.add(with);
                });
            }
            choices = longer;
        }
        return choices;
    }

    private static ReportTable best(Comparison comparison, ModelCard model) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Task task : Task.values()) {
            SceneMetric metric = SceneMetric.deciding(task);
            String best = comparison.best(metric);
            String present = new ViewSelection.Explicit(model.views(task)).text();
            rows.add(List.of(
                    Cell.of(task.wireName()),
                    Cell.of(metric.title()),
                    Cell.of(best),
                    Cell.percent(comparison.point(best, metric)),
                    Cell.of(present),
                    Cell.percent(comparison.point(present, metric))));
        }
        return new ReportTable(
                "The best views of each task",
                "In percent (CIDEr-D times a hundred). Beside them the views of the present task prior; a dash where they"
                        + " are not among the candidates.",
                List.of("task", "metric", "best views", "value", "present prior", "value"),
                rows);
    }

    private static ReportTable all(Comparison comparison, List<ClaimRow> choices) {
        List<String> columns = new ArrayList<>(List.of("views"));
        for (SceneMetric metric : SceneMetric.values()) {
            columns.add(metric.title());
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (ClaimRow choice : choices) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(choice.name())));
            for (SceneMetric metric : SceneMetric.values()) {
                row.add(Cell.percent(comparison.point(choice.name(), metric)));
            }
            rows.add(row);
        }
        return new ReportTable("All choices", "", columns, rows);
    }
}
