package io.dynrefer.model.translators;

/** The logistic function. */
final class Sigmoid {
    private Sigmoid() {}

    /** {@code 1 / (1 + exp(-logit))}, in [0, 1]. */
    static double of(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
