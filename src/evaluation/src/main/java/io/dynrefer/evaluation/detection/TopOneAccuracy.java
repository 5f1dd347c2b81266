package io.dynrefer.evaluation.detection;

/** The share of regions whose best category is the right one; a region without a prediction is wrong. */
public final class TopOneAccuracy {
    private long regions;
    private long correct;

    /** Counts a region with a prediction. */
    public void accept(long expectedCategory, long predictedCategory) {
        regions++;
        correct += expectedCategory == predictedCategory ? 1 : 0;
    }

    /** Counts a region for which there is no prediction. */
    public void acceptMissing() {
        regions++;
    }

    public long regions() {
        return regions;
    }

    /** 0..1; NaN without regions. */
    public double value() {
        return (double) correct / regions;
    }
}
