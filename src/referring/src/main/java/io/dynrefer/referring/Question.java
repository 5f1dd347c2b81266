package io.dynrefer.referring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task with its settings: what a decode function is asked about each region. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.Tags.class, name = "tags"),
    @JsonSubTypes.Type(value = Question.Category.class, name = "category"),
    @JsonSubTypes.Type(value = Question.Attributes.class, name = "attributes"),
    @JsonSubTypes.Type(value = Question.Caption.class, name = "caption")
})
public sealed interface Question {
    @JsonIgnore
    Task task();

    /** Which tags have a probability above {@code threshold} in [0, 1]. */
    record Tags(double threshold) implements Question {
        @Override
        public Task task() {
            return Task.TAGS;
        }
    }

    /**
     * Which category of {@code vocabulary}; empty means the model's own.
     *
     * @param examples the regions that show what a category is, by its name in the vocabulary
     */
    record Category(
            List<String> vocabulary,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, List<Decode.Item>> examples)
            implements Question {
        public Category {
            vocabulary = List.copyOf(vocabulary);
            examples = examples == null ? Map.of() : Map.copyOf(examples); // absent in messages about words alone
        }

        @Override
        public Map<String, List<Decode.Item>> examples() {
            return Objects.requireNonNull(examples);
        }

        /** Which of these words. */
        public Category(List<String> vocabulary) {
            this(vocabulary, Map.of());
        }

        @Override
        public Task task() {
            return Task.CATEGORY;
        }
    }

    /** Which attributes of {@code vocabulary}; empty means the model's own. */
    record Attributes(List<Attribute> vocabulary) implements Question {
        public Attributes {
            vocabulary = List.copyOf(vocabulary);
        }

        @Override
        public Task task() {
            return Task.ATTRIBUTES;
        }
    }

    /** A caption. */
    record Caption(CaptionOptions options) implements Question {
        @Override
        public Task task() {
            return Task.CAPTION;
        }
    }
}
