package io.dynrefer.region;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The task prior: the views that suit each task, whatever the picture (METHOD 2). It belongs to a set of weights, which
 * say it in their {@link ModelCard}; {@link #published} is what those see that say nothing.
 *
 * @param tags interpolation coefficients in the order of the views, as many as the model takes, each in [0, 1]
 * @param category likewise
 * @param attributes likewise
 * @param caption likewise
 */
public record TaskPrior(List<Double> tags, List<Double> category, List<Double> attributes, List<Double> caption) {
    /**
     * By number of views. Those for two come from the paper's sweep of the second view (attributes best at 0.1,
     * captions at 0.4 to 0.5, recognition in between, every task losing beyond 0.5), those for three are METHOD's, and
     * those for four the candidates around these.
     */
    private static final List<TaskPrior> PUBLISHED = List.of(
            all(List.of(0.0)),
            new TaskPrior(List.of(0.0, 0.3), List.of(0.0, 0.2), List.of(0.0, 0.1), List.of(0.0, 0.4)),
            new TaskPrior(
                    List.of(0.0, 0.2, 0.4), List.of(0.0, 0.1, 0.3), List.of(0.0, 0.1, 0.2), List.of(0.0, 0.4, 0.5)),
            new TaskPrior(
                    List.of(0.0, 0.2, 0.3, 0.4),
                    List.of(0.0, 0.1, 0.2, 0.3),
                    List.of(0.0, 0.1, 0.2, 0.3),
                    List.of(0.0, 0.3, 0.4, 0.5)));

    public TaskPrior {
        tags = List.copyOf(Objects.requireNonNull(tags, "tags"));
        category = List.copyOf(Objects.requireNonNull(category, "category"));
        attributes = List.copyOf(Objects.requireNonNull(attributes, "attributes"));
        caption = List.copyOf(Objects.requireNonNull(caption, "caption"));
        int count = tags.size();
        Stream.of(tags, category, attributes, caption).forEach(views -> requireViews(views, count));
    }

    private static void requireViews(List<Double> views, int count) {
        if (views.size() != count || !views.stream().allMatch(t -> t >= 0 && t <= 1)) {
            throw DynReferException.invalid(
                    "task_prior",
                    "A task prior has the same number of views for every task, each between 0 (the region) and 1 (the"
                            + " whole image), not " + views + ".");
        }
    }

    /**
     * What the paper found, for a model that takes so many views.
     *
     * @throws DynReferException a 400 if it says nothing of so many
     */
    public static TaskPrior published(int viewCount) {
        if (viewCount < 1 || viewCount > PUBLISHED.size()) {
            throw DynReferException.invalid(
                    "views",
                    "A task prior is known for models of 1 to " + PUBLISHED.size() + " views; this model takes "
                            + viewCount + ". Name the views: an explicit list of " + viewCount
                            + " coefficients, 0 first.");
        }
        return PUBLISHED.get(viewCount - 1);
    }

    /** The same views for every task. */
    public static TaskPrior all(List<Double> views) {
        return new TaskPrior(views, views, views, views);
    }

    /** The views of a task. */
    public List<Double> views(Task task) {
        return switch (task) {
            case TAGS -> tags;
            case CATEGORY -> category;
            case ATTRIBUTES -> attributes;
            case CAPTION -> caption;
        };
    }
}
