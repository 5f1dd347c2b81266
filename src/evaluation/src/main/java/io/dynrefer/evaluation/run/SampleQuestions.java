package io.dynrefer.evaluation.run;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark asks about every sample.
 *
 * @param tasks what to ask; iterated in the order of {@link Task}, so that settings are written the same every time
 * @param categories the names to choose from, in the order of the answer's scores; not empty where categories are asked
 * @param attributes likewise
 * @param caption beam search settings
 * @param tagThreshold probability above which a tag steers the caption; null means the model's own
 */
public record SampleQuestions(
        Set<Task> tasks,
        List<String> categories,
        List<Attribute> attributes,
        CaptionOptions caption,
        @Nullable Double tagThreshold) {
    public SampleQuestions {
        tasks = Collections.unmodifiableSet(EnumSet.copyOf(tasks));
        categories = List.copyOf(categories);
        attributes = List.copyOf(attributes);
    }

    /** Whether {@code task} is asked. */
    public boolean ask(Task task) {
        return tasks.contains(task);
    }
}
