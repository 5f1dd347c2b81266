package io.dynrefer.model.calibration;

/**
 * A logit as a probability, after Platt: the logistic function of {@code scale * logit + shift}. The scale is positive,
 * so that the order of labels stays.
 */
public record Logistic(double scale, double shift) {
    /** As it is. */
    public static final Logistic PLAIN = new Logistic(1, 0);

    /** The probability, in [0, 1]. */
    public double probability(double logit) {
        return sigmoid(scale * logit + shift);
    }

    /** {@code 1 / (1 + exp(-logit))}, in [0, 1]. */
    public static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** The probability of what had this one before calibration. */
    public double recalibrated(double probability) {
        return probability(Math.log(probability / (1 - probability)));
    }
}
