package io.dynrefer.evaluation.bootstrap;

/**
 * The values that a metric can take.
 *
 * @param lowest none is below
 * @param highest none is above
 */
public record Range(double lowest, double highest) {
    /** A share, or a mean of shares: 0..1. */
    public static final Range SHARE = new Range(0, 1);

    /** CIDEr-D, a cosine times ten (Vedantam et al. 2015, section 4): 0..10. */
    public static final Range CIDER = new Range(0, 10);

    /** @throws IllegalArgumentException if the lowest value is above the highest */
    public Range {
        if (!(lowest <= highest)) {
            throw new IllegalArgumentException("lowest: " + lowest + " is above the highest value, " + highest);
        }
    }

    /** The values of a difference of two metrics with these ranges. */
    Range minus(Range other) {
        return new Range(lowest - other.highest, highest - other.lowest);
    }

    /** The values that one or the other has, and those between. */
    Range and(Range other) {
        return new Range(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    /** The value of the range that is nearest to {@code value}; NaN for NaN. */
    double nearest(double value) {
        return Math.min(Math.max(value, lowest), highest);
    }
}
