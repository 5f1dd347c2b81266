package io.dynrefer.evaluation.bootstrap;

/** A mean over samples, or a share of all counted things. Not thread-safe while samples are added. */
public final class MeanStatistic implements Statistic {
    private final double[] sums; // by image
    private final long[] counts; // by image

    public MeanStatistic(int images) {
        this.sums = new double[images];
        this.counts = new long[images];
    }

    /** Adds {@code count} things that sum up to {@code sum}. */
    public void add(int image, double sum, long count) {
        sums[image] += sum;
        counts[image] += count;
    }

    @Override
    public double value(int[] weights) {
        double sum = 0;
        long count = 0;
        for (int image = 0; image < sums.length; image++) {
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
}
