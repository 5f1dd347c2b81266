package io.dynrefer.views;

/**
 * The orthonormal 2-D DCT-II of a square, cut to its lowest frequencies: two small matrix products, {@code C X Cᵀ} with
 * the first rows of the cosine matrix C. Thread-safe.
 */
public final class CosineTransform {
    private final int size;
    private final int frequencies;
    private final double[] cosines; // (frequencies, size)

    /** A transform of {@code size x size} values to the lowest {@code frequencies x frequencies} coefficients. */
    public CosineTransform(int size, int frequencies) {
        if (frequencies < 1 || frequencies > size) {
            throw new IllegalArgumentException("1 to " + size + " frequencies, not " + frequencies);
        }
        this.size = size;
        this.frequencies = frequencies;
        this.cosines = new double[frequencies * size];
        for (int k = 0; k < frequencies; k++) {
            double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / size);
            for (int i = 0; i < size; i++) {
                cosines[k * size + i] = norm * Math.cos(Math.PI * (2 * i + 1) * k / (2.0 * size));
            }
        }
    }

    /**
     * The coefficients {@code (vertical frequency, horizontal frequency)} of {@code values}, {@code (size, size)} row
     * by row.
     */
    public double[] apply(float[] values) {
        if (values.length != size * size) {
            throw new IllegalArgumentException("expected " + size * size + " values, got " + values.length);
        }
        double[] vertical = new double[frequencies * size]; // (vertical frequency, column)
        double[] row = new double[size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                row[x] = values[y * size + x];
            }
            for (int k = 0; k < frequencies; k++) {
                add(cosines[k * size + y], row, vertical, k * size);
            }
        }
        double[] coefficients = new double[frequencies * frequencies]; // (vertical, horizontal)
        for (int k = 0; k < frequencies; k++) {
            for (int j = 0; j < frequencies; j++) {
                double sum = 0;
                for (int x = 0; x < size; x++) {
                    sum += vertical[k * size + x] * cosines[j * size + x];
                }
                coefficients[k * frequencies + j] = sum;
            }
        }
        return coefficients;
    }

    /** A loop over doubles alone, of which the compiler makes vector instructions. */
    private static void add(double factor, double[] row, double[] sums, int start) {
        for (int x = 0; x < row.length; x++) {
            sums[start + x] += factor * row[x];
        }
    }
}
