package io.dynrefer.region;

import org.jspecify.annotations.Nullable;

/**
 * A label and its score; what the score means is said by the answer that holds it.
 *
 * @param probability of a category among those that were asked, in [0, 1]; null where the model was not calibrated, and
 *     for labels whose score is a probability itself
 */
public record ScoredLabel(
        String name, double score, @Nullable Double probability) {
    /** A label of which nothing but the score is known. */
    public ScoredLabel(String name, double score) {
        this(name, score, null);
    }
}
