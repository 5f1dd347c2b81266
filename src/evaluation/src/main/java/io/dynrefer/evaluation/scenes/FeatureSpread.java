package io.dynrefer.evaluation.scenes;

import java.util.ArrayList;
import java.util.List;

/** The variance of every channel over all training regions: distances are measured in standard deviations. */
final class FeatureSpread {
    private static final double SMALLEST_VARIANCE = 1e-12;

    private final List<double[]> sums = new ArrayList<>(); // sum, then sum of squares
    private long count;

    void add(float[] vector) {
        if (sums.isEmpty()) {
            sums.add(new double[vector.length]);
            sums.add(new double[vector.length]);
        }
        for (int i = 0; i < vector.length; i++) {
            sums.get(0)[i] += vector[i];
            sums.get(1)[i] += (double) vector[i] * vector[i];
        }
        count++;
    }

    double distance(double[] mean, float[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            double average = sums.get(0)[i] / count;
            double variance = sums.get(1)[i] / count - average * average;
            double difference = vector[i] - mean[i];
            sum += difference * difference / Math.max(variance, SMALLEST_VARIANCE);
        }
        return Math.sqrt(sum);
    }
}
