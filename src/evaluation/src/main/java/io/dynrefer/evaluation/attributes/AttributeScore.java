package io.dynrefer.evaluation.attributes;

/**
 * One attribute's result.
 *
 * @param averagePrecision 0..1, NaN without positives
 */
public record AttributeScore(
        AttributeClass attribute, double averagePrecision, DecisionCounts byThreshold, DecisionCounts byTopK) {

    public DecisionCounts counts(Decision decision) {
        return decision == Decision.THRESHOLD ? byThreshold : byTopK;
    }
}
