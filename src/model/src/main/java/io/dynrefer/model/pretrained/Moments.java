package io.dynrefer.model.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.ejml.data.DMatrixRMaj;

/** Mean and covariance of vectors that come in batches. Not thread-safe. */
final class Moments {
    private final int width;
    private final double[] sum;
    private final double[] products; // (width, width)
    private long count;

    Moments(int width) {
        this.width = width;
        this.sum = new double[width];
        this.products = new double[width * width];
    }

    /** Adds vectors (…, width). */
    void add(NDArray vectors) {
        NDArray rows = vectors.reshape(-1, width).toType(DataType.FLOAT64, false); // (n, width)
        add(sum, rows.sum(new int[] {0}));
        add(products, rows.transpose().matMul(rows));
        count += rows.getShape().get(0);
    }

    private static void add(double[] target, NDArray values) {
        double[] added = values.toDoubleArray();
        for (int i = 0; i < target.length; i++) {
            target[i] += added[i];
        }
    }

    long count() {
        return count;
    }

    double mean(int channel) {
        return sum[channel] / count;
    }

    /** (width, width). */
    DMatrixRMaj covariance() {
        DMatrixRMaj covariance = new DMatrixRMaj(width, width);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                covariance.set(i, j, products[i * width + j] / count - mean(i) * mean(j));
            }
        }
        return covariance;
    }
}
