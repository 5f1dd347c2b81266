package io.dynrefer.research.ways;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.Task;
import io.dynrefer.region.TaskPrior;
import io.dynrefer.region.ViewSelection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the table about the paper's claim is made from. Paths are relative to the plan's own folder.
 *
 * @param data folders of data sets
 * @param shuffled folders of the negative control: the same data with contexts exchanged; absent for none
 * @param split {@code train}, {@code val} or {@code test}; absent for test
 * @param limit most images of each data set; absent for all
 * @param tasks what to ask; absent for everything. Categories alone are also told by the size of the thing
 * @param reference name of the configuration that the others are compared with; absent for no comparison
 * @param configurations the table's rows, in order
 */
record ClaimPlan(
        List<String> data,
        @Nullable List<String> shuffled,
        @Nullable String split,
        @Nullable Integer limit,
        @Nullable List<Task> tasks,
        @Nullable String reference,
        List<Configuration> configurations) {
    /**
     * One row: models of one kind and how they see.
     *
     * @param name what the table calls it
     * @param views {@code "task"}, {@code "image"}, coefficients for all tasks such as {@code [0.25, 0.25, 0.25]}, or
     *     coefficients by task
     * @param models model folders, one per seed
     */
    public record Configuration(String name, JsonNode views, List<String> models) {
        public Configuration {
            models = List.copyOf(models);
        }

        /** One of its models, seeing as it does. */
        public ReferSubject subject(String subject, RegionModel model) {
            if (views.isTextual()) {
                return switch (views.textValue()) {
                    case "task", "image" ->
                        ReferSubject.ofModel(subject, model, ViewSelection.parse(views.textValue()));
                    default -> throw unknown();
                };
            }
            return ReferSubject.ofModel(
                    subject,
                    model,
                    new TaskPrior(views(Task.TAGS), views(Task.CATEGORY), views(Task.ATTRIBUTES), views(Task.CAPTION)));
        }

        private List<Double> views(Task task) {
            JsonNode node = views.isArray() ? views : views.path(task.wireName());
            List<Double> coefficients = new ArrayList<>();
            node.forEach(t -> coefficients.add(t.asDouble(Double.NaN)));
            if (coefficients.isEmpty() || coefficients.stream().anyMatch(t -> !(t >= 0 && t <= 1))) {
                throw unknown();
            }
            return coefficients;
        }

        private DynReferException unknown() {
            return DynReferException.invalid(
                    "configurations.views",
                    "Configuration '" + name + "': views are \"task\", \"image\", coefficients between 0 and 1 such as"
                            + " [0, 0.25, 0.5], or such a list by task; got " + views + ".");
        }
    }

    public ClaimPlan {
        data = List.copyOf(data);
        shuffled = shuffled == null ? null : List.copyOf(shuffled);
        tasks = tasks == null ? null : List.copyOf(tasks);
        configurations = List.copyOf(configurations);
        if (configurations.isEmpty()) {
            throw DynReferException.invalid("configurations", "The plan has no configuration.");
        }
    }
}
