package io.dynrefer.model.calibration;

import java.util.List;

/**
 * How sure categories are: their probabilities are the softmax of the logits over a temperature, which depends on how
 * many words are asked. Between the numbers of words that it was fitted with, its logarithm is a straight line over the
 * logarithm of the number; beyond them it stays what it is.
 *
 * @param fitted at least one, fewest words first
 */
public record Temperature(List<Fitted> fitted) {
    /** A number of words and the temperature for it, both above 0. */
    public record Fitted(double words, double temperature) {}

    public Temperature {
        fitted = List.copyOf(fitted);
        if (fitted.isEmpty()) {
            throw new IllegalArgumentException("a temperature is fitted with at least one number of words");
        }
    }

    /** The temperature for so many words, above 0. */
    public double of(int words) {
        Fitted below = fitted.get(0);
        for (Fitted above : fitted) {
            if (above.words() >= words) {
                double span = Math.log(above.words() / below.words());
                double share = span == 0 ? 0 : Math.log(words / below.words()) / span;
                return below.temperature() * Math.pow(above.temperature() / below.temperature(), Math.max(0, share));
            }
            below = above;
        }
        return below.temperature();
    }

    /** The probability of each word: (words), sum 1. */
    public double[] probabilities(float[] logits) {
        double temperature = of(logits.length);
        double best = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            best = Math.max(best, logit);
        }
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp((logits[i] - best) / temperature);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
