package io.dynrefer.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decoder says about a region. */
public sealed interface Answer {
    Task task();

    /**
     * Tags above the threshold, in vocabulary order; scores are probabilities (sigmoid, calibrated where the model is).
     */
    record Tags(List<ScoredLabel> tags) implements Answer {
        public Tags {
            tags = List.copyOf(tags);
        }

        @Override
        public Task task() {
            return Task.TAGS;
        }
    }

    /**
     * Categories, best first; scores are raw logits, comparable within a request's vocabulary.
     *
     * @param known how likely the region is a thing and no piece of background, whatever the vocabulary, in [0, 1];
     *     null where the model was not calibrated
     */
    record Category(List<ScoredLabel> categories, @Nullable Double known) implements Answer {
        /** The answer of a model that was not calibrated. */
        public Category(List<ScoredLabel> categories) {
            this(categories, null);
        }

        public Category {
            categories = List.copyOf(categories);
        }

        @Override
        public Task task() {
            return Task.CATEGORY;
        }
    }

    /** Attributes, best first; scores are probabilities (as those of tags), independent of one another. */
    record Attributes(List<ScoredLabel> attributes) implements Answer {
        public Attributes {
            attributes = List.copyOf(attributes);
        }

        @Override
        public Task task() {
            return Task.ATTRIBUTES;
        }
    }

    /**
     * A caption.
     *
     * @param caption the text; may be empty, the model is allowed to say nothing
     * @param score exp(sum of penalised log-probabilities / length^length_penalty) of the best beam: an order, not a
     *     probability (METHOD 4)
     * @param controlWords the words it was steered by, in the order given to the model
     */
    record Caption(String caption, double score, List<String> controlWords) implements Answer {
        public Caption {
            controlWords = List.copyOf(controlWords);
        }

        @Override
        public Task task() {
            return Task.CAPTION;
        }
    }
}
