package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineTransformTest {
    @Test
    void apply_lowFrequencies_equalTheNaiveTwin() {
        long seed = 3;
        for (int size : new int[] {1, 2, 8, 19}) {
            for (int frequencies = 1; frequencies <= size; frequencies += 3) {
                float[] values = values(size, seed);
                double[] coefficients = new CosineTransform(size, frequencies).apply(values);
                for (int k = 0; k < frequencies; k++) {
                    for (int j = 0; j < frequencies; j++) {
                        assertThat(coefficients[k * frequencies + j])
                                .as("seed %d, size %d, %d of %d frequencies", seed, size, k, frequencies)
                                .isCloseTo(naive(values, size, k, j), within(1e-9));
                    }
                }
            }
        }
    }

    @Test
    void apply_flatPicture_onlyTheFirst() {
        float[] values = new float[64];
        Arrays.fill(values, 5);

        double[] coefficients = new CosineTransform(8, 2).apply(values);

        assertThat(coefficients[0]).isCloseTo(40, within(1e-12)); // 5 * 8: orthonormal
        assertThat(coefficients[3]).isCloseTo(0, within(1e-12));
    }

    @Test
    void apply_anotherSize_refused() {
        assertThatThrownBy(() -> new CosineTransform(8, 2).apply(new float[63]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CosineTransform(8, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] values(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256);
        }
        return values;
    }

    /** The definition: a double sum with the orthonormal factors. */
    private static double naive(float[] values, int size, int k, int j) {
        double sum = 0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                sum += values[y * size + x]
                        * Math.cos(Math.PI * (y + 0.5) * k / size)
                        * Math.cos(Math.PI * (x + 0.5) * j / size);
            }
        }
        return sum * Math.sqrt((k == 0 ? 1.0 : 2.0) / size) * Math.sqrt((j == 0 ? 1.0 : 2.0) / size);
    }
}
