package io.dynrefer.evaluation.attributes;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A group of attributes: means over its attributes, which leave out the attributes whose value is NaN, and the pooled
 * decisions of all of them. A mean over nothing is NaN.
 */
public record GroupScore(String name, List<AttributeScore> members) {
    public GroupScore {
        members = List.copyOf(members);
    }

    /** The mean average precision over the attributes with positives. */
    public double meanAveragePrecision() {
        return mean(AttributeScore::averagePrecision);
    }

    /** The mean of one ratio over the attributes. */
    public double mean(Decision decision, ToDoubleFunction<DecisionCounts> ratio) {
        return mean(member -> ratio.applyAsDouble(member.counts(decision)));
    }

    /** All decisions of the group in one pot. */
    public DecisionCounts pooled(Decision decision) {
        return members.stream()
                .map(member -> member.counts(decision))
                .reduce(DecisionCounts.NONE, DecisionCounts::plus);
    }

    private double mean(ToDoubleFunction<AttributeScore> value) {
        return members.stream()
                .mapToDouble(value)
                .filter(number -> !Double.isNaN(number))
                .average()
                .orElse(Double.NaN);
    }
}
