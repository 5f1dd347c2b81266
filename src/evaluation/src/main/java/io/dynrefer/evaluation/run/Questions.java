package io.dynrefer.evaluation.run;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark asks about every sample.
 *
 * @param tasks what to ask
 * @param categories the names to choose from, in the order of the answer's scores; not empty where categories are asked
 * @param attributes likewise
 * @param caption beam search settings
 */
public record Questions(Set<Task> tasks, List<String> categories, List<Attribute> attributes, CaptionOptions caption) {
    public Questions {
        tasks = Set.copyOf(EnumSet.copyOf(tasks));
        categories = List.copyOf(categories);
        attributes = List.copyOf(attributes);
    }

    /** Whether {@code task} is asked. */
    public boolean ask(Task task) {
        return tasks.contains(task);
    }
}
