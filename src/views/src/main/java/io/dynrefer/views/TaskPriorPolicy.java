package io.dynrefer.views;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.util.List;
import java.util.Map;

/**
 * The task prior: the views that suit a task, whatever the picture (METHOD 2).
 *
 * <p>The row for three views is the one that {@code dynrefer-mini} is trained for on photos: the region, halfway out,
 * and the whole picture, the same for every task, so that a region's views are encoded once. Those for two views come
 * from the paper's sweep of the second view (attributes best at 0.1, captions at 0.4 to 0.5, recognition in between,
 * every task losing beyond 0.5); those for four are the candidates around these.
 */
public record TaskPriorPolicy(Task task) implements ViewSelectionPolicy {
    private static final List<Double> PHOTOS = List.of(0.0, 0.5, 1.0);

    /** Per task, the row for 1, 2, 3 and 4 views. */
    private static final Map<Task, List<List<Double>>> TABLE = Map.of(
            Task.TAGS,
            List.of(List.of(0.0), List.of(0.0, 0.3), PHOTOS, List.of(0.0, 0.2, 0.3, 0.4)),
            Task.CATEGORY,
            List.of(List.of(0.0), List.of(0.0, 0.2), PHOTOS, List.of(0.0, 0.1, 0.2, 0.3)),
            Task.ATTRIBUTES,
            List.of(List.of(0.0), List.of(0.0, 0.1), PHOTOS, List.of(0.0, 0.1, 0.2, 0.3)),
            Task.CAPTION,
            List.of(List.of(0.0), List.of(0.0, 0.4), PHOTOS, List.of(0.0, 0.3, 0.4, 0.5)));

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
