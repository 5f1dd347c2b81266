package io.dynrefer.evaluation.detection;

import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.Statistic;

/** The share of regions whose best category is the right one; a region without a prediction is wrong. */
public final class TopOneAccuracy {
    private final MeanStatistic shares = new MeanStatistic();
    private long regions;
    private long correct;

    /** Counts a region with a prediction, of the image with this number. */
    public void accept(int image, long expectedCategory, long predictedCategory) {
        count(image, expectedCategory == predictedCategory);
    }

    /** Counts a region for which there is no prediction. */
    public void acceptMissing(int image) {
        count(image, false);
    }

    private void count(int image, boolean right) {
        shares.add(image, right ? 1 : 0, 1);
        regions++;
        correct += right ? 1 : 0;
    }

    public long regions() {
        return regions;
    }

    /** 0..1; NaN without regions. */
    public double value() {
        return (double) correct / regions;
    }

    /** The same over images, for its interval. */
    public Statistic statistic() {
        return shares;
    }
}
