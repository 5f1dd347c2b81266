package io.dynrefer.views;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.util.List;
import java.util.Map;

/**
 * The task prior: the views that suit a task, whatever the picture (METHOD 2).
 *
 * <p>The rows for three views are the best of six choices among 0.1, 0.25, 0.5 and 1 for {@code dynrefer-mini} on the
 * validation splits of the project's own scenes, by {@code dynrefer evaluate sweep} (docs/ways-of-seeing.md has all
 * six); how much worse the worst of the six is stands beside each row. Those for two views come from the paper's sweep
 * of the second view (attributes best at 0.1, captions at 0.4 to 0.5, recognition in between, every task losing beyond
 * 0.5). Those for four are METHOD's for three with the nearest candidate not yet there that is at most 0.5; no model of
 * four views was there to tune them.
 */
public record TaskPriorPolicy(Task task) implements ViewSelectionPolicy {
    /** Per task, the row for 1, 2, 3 and 4 views. */
    private static final Map<Task, List<List<Double>>> TABLE = Map.of(
            Task.TAGS, // three views: mAP 47.4 on rooms, 53.0 on composites; worst 45.6, 52.6
            List.of(List.of(0.0), List.of(0.0, 0.3), List.of(0.0, 0.1, 0.5), List.of(0.0, 0.2, 0.3, 0.4)),
            Task.CATEGORY, // top-1 61.6, 50.1; worst 59.0, 49.0
            List.of(List.of(0.0), List.of(0.0, 0.2), List.of(0.0, 0.25, 1.0), List.of(0.0, 0.1, 0.2, 0.3)),
            Task.ATTRIBUTES, // mAP 86.1, 94.0; worst 84.7, 92.4
            List.of(List.of(0.0), List.of(0.0, 0.1), List.of(0.0, 0.1, 0.25), List.of(0.0, 0.1, 0.2, 0.3)),
            Task.CAPTION, // CIDEr-D 195.8, 71.8; worst 180.6, 65.3
            List.of(List.of(0.0), List.of(0.0, 0.4), List.of(0.0, 0.25, 1.0), List.of(0.0, 0.3, 0.4, 0.5)));

    /** The views of a task for a model that takes {@code viewCount}; needs no image. */
    public static List<Double> coefficients(Task task, int viewCount) {
        List<List<Double>> rows = TABLE.getOrDefault(task, List.of());
        if (viewCount < 1 || viewCount > rows.size()) {
            throw DynReferException.invalid(
                    "views",
                    "The task prior of '" + task.wireName() + "' knows models of 1 to " + rows.size()
                            + " views; this model takes " + viewCount + ". Name the views: an explicit list of "
                            + viewCount + " coefficients, 0 first.");
        }
        return rows.get(viewCount - 1);
    }

    @Override
    public List<Double> select(PlacedRegion region, int viewCount) {
        return coefficients(task, viewCount);
    }
}
