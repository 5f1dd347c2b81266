package io.dynrefer.evaluation.bootstrap;

import java.util.Arrays;

/** A mean over samples, or a share of all counted things. Not thread-safe while samples are added. */
public final class MeanStatistic implements Statistic {
    private final Range range;
    private double[] sums; // by image
    private long[] counts; // by image

    /** A share, for images whose number is not known yet. */
    public MeanStatistic() {
        this(16, Range.SHARE);
    }

    /**
     * @param images how many there are; it grows when there are more
     * @param range the values that a thing, and so their mean, can have
     */
    public MeanStatistic(int images, Range range) {
        this.range = range;
        this.sums = new double[images];
        this.counts = new long[images];
    }

    /** Adds {@code count} things that sum up to {@code sum}. */
    public void add(int image, double sum, long count) {
        if (image >= sums.length) {
            sums = Arrays.copyOf(sums, 2 * image + 1);
            counts = Arrays.copyOf(counts, 2 * image + 1);
        }
        sums[image] += sum;
        counts[image] += count;
    }

    @Override
    public double value(int[] weights) {
        double sum = 0;
        long count = 0;
        for (int image = 0; image < Math.min(sums.length, weights.length); image++) {
            sum += weights[image] * sums[image];
            count += weights[image] * counts[image];
        }
        return sum / count;
    }

    @Override
    public long count() {
        long count = 0;
        for (long ofImage : counts) {
            count += ofImage;
        }
        return count;
    }

    @Override
    public Range range() {
        return range;
    }
}
