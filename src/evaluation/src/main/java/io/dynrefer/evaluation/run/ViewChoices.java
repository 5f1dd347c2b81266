package io.dynrefer.evaluation.run;

import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which views a task sees. Wider than {@link io.dynrefer.views.ViewSelectionPolicy}, which always begins with the
 * region itself: experiments also ask what a model makes of one wide view alone.
 */
public interface ViewChoices {
    /** The coefficients for one region and task, as many as the model takes. */
    List<Double> coefficients(PlacedRegion region, Task task, int viewCount);

    /** What is written in reports and decides whether answers belong to the same run. */
    String describe();

    /** As {@code refer} chooses them. */
    static ViewChoices of(ViewSelection selection) {
        return new ViewChoices() {
            @Override
            public List<Double> coefficients(PlacedRegion region, Task task, int viewCount) {
                return ViewGenerator.policy(selection, task).select(region, viewCount);
            }

            @Override
            public String describe() {
                if (selection instanceof ViewSelection.Explicit explicit) {
                    return ViewChoices.text(explicit.coefficients());
                }
                return selection instanceof ViewSelection.ByImage ? "image" : "task";
            }
        };
    }

    /** The same views for every region and task. */
    static ViewChoices fixed(List<Double> coefficients) {
        List<Double> views = List.copyOf(coefficients);
        return new ViewChoices() {
            @Override
            public List<Double> coefficients(PlacedRegion region, Task task, int viewCount) {
                return views;
            }

            @Override
            public String describe() {
                return ViewChoices.text(views);
            }
        };
    }

    /** Views by task from a table of one's own, with a row for every task that is asked. */
    static ViewChoices table(Map<Task, List<Double>> rows) {
        Map<Task, List<Double>> table = Map.copyOf(rows);
        return new ViewChoices() {
            @Override
            public List<Double> coefficients(PlacedRegion region, Task task, int viewCount) {
                List<Double> row = table.get(task);
                if (row == null) {
                    throw new IllegalStateException("no views for " + task.wireName());
                }
                return row;
            }

            @Override
            public String describe() {
                return table.keySet().stream()
                        .sorted()
                        .map(task -> task.wireName() + " " + ViewChoices.text(table.getOrDefault(task, List.of())))
                        .collect(Collectors.joining("; "));
            }
        };
    }

    private static String text(List<Double> coefficients) {
        return coefficients.stream()
                .map(t -> t == Math.rint(t) ? String.valueOf(t.intValue()) : String.valueOf(t))
                .collect(Collectors.joining(","));
    }
}
