package io.dynrefer.evaluation.bootstrap;

import java.util.Arrays;
import java.util.Random;

/**
 * The percentile bootstrap over images: how far a metric moves when other images of the same kind had been drawn.
 * Samples of one image are not independent, so images are drawn, not samples. Seeded: every statistic sees the same
 * draws, so differences between statistics are paired.
 *
 * <p>The interval is corrected for bias (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 10): a
 * resample holds some images several times and others not at all, so that positives rank higher in it and a mean
 * average precision is higher; what resampling adds on average is taken off both ends, which stay in the metric's
 * range.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 20250607;
    private static final double TAIL = 0.025;

    private final int images;

    /** @param images how many images the weights are about */
    public Bootstrap(int images) {
        this.images = images;
    }

    /** The value with its 95 % interval. */
    public Estimate estimate(Statistic statistic) {
        double value = point(statistic);
        if (Double.isNaN(value) || images < 2) {
            return new Estimate(value, Double.NaN, Double.NaN, statistic.count());
        }
        Random random = new Random(SEED);
        double[] values = new double[RESAMPLES];
        int found = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            double resampled = statistic.value(draw(random));
            if (!Double.isNaN(resampled)) {
                values[found++] = resampled;
            }
        }
        double[] sorted = Arrays.copyOf(values, found);
        Arrays.sort(sorted);
        return estimate(value, sorted, statistic);
    }

    /** @param sorted the values of the resamples */
    private static Estimate estimate(double value, double[] sorted, Statistic statistic) {
        double bias = Arrays.stream(sorted).average().orElse(Double.NaN) - value;
        Range range = statistic.range();
        return new Estimate(
                value,
                range.nearest(quantile(sorted, TAIL) - bias),
                range.nearest(quantile(sorted, 1 - TAIL) - bias),
                statistic.count());
    }

    /** The value alone. */
    public double point(Statistic statistic) {
        int[] once = new int[images];
        Arrays.fill(once, 1);
        return statistic.value(once);
    }

    private int[] draw(Random random) {
        int[] weights = new int[images];
        for (int i = 0; i < images; i++) {
            weights[random.nextInt(images)]++;
        }
        return weights;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
