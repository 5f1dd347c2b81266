package io.dynrefer.evaluation.attributes;

/**
 * How yes/no decisions compare with the labels. A ratio over nothing is NaN, except precision without a positive
 * decision, which is 1 by the benchmark's convention.
 */
public record DecisionCounts(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {
    static final DecisionCounts NONE = new DecisionCounts(0, 0, 0, 0);

    DecisionCounts plus(DecisionCounts other) {
        return new DecisionCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                trueNegatives + other.trueNegatives,
                falseNegatives + other.falseNegatives);
    }

    public long positives() {
        return truePositives + falseNegatives;
    }

    public long negatives() {
        return falsePositives + trueNegatives;
    }

    public double recall() {
        return (double) truePositives / positives();
    }

    public double trueNegativeRate() {
        return (double) trueNegatives / negatives();
    }

    public double balancedAccuracy() {
        return (recall() + trueNegativeRate()) / 2;
    }

    public double precision() {
        long decidedPositive = truePositives + falsePositives;
        return decidedPositive == 0 ? 1 : (double) truePositives / decidedPositive;
    }

    /** The precision of a coin toss: the share of positives; 1 without any label. */
    public double randomPrecision() {
        long labelled = positives() + negatives();
        return labelled == 0 ? 1 : (double) positives() / labelled;
    }

    /** The harmonic mean of precision and recall; NaN where both are 0 or recall is. */
    public double f1() {
        return 2 * precision() * recall() / (precision() + recall());
    }
}
