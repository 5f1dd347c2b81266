package io.dynrefer.evaluation.scenes;

/** A running mean of vectors. */
final class ClassMean {
    private double[] sum = {};
    private long count;

    void add(float[] vector) {
        sum = sum.length == 0 ? new double[vector.length] : sum;
        for (int i = 0; i < vector.length; i++) {
            sum[i] += vector[i];
        }
        count++;
    }

    double[] value() {
        double[] mean = new double[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] / count;
        }
        return mean;
    }
}
