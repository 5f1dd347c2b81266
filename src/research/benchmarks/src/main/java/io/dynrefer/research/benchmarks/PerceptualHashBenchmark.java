package io.dynrefer.research.benchmarks;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.PerceptualHash;
import org.openjdk.jmh.annotations.Benchmark;

/** The perceptual hash of one crop, against the same with all 224 x 224 cosine coefficients computed (the baseline). */
public class PerceptualHashBenchmark extends PixelBenchmark {
    private static final int SIZE = 224;

    private final RgbImage picture = Pictures.noise(640, 427);
    private final PixelBox crop = new PixelBox(100, 50, 500, 400);
    private final float[][] basis = basis();

    /** Only the 8 x 8 coefficients the hash needs. */
    @Benchmark
    public PerceptualHash ours() {
        return PerceptualHash.of(picture, crop);
    }

    /** A separable transform of the whole picture, as a general DCT routine computes it. */
    @Benchmark
    public float[][] baselineFullTransform() {
        float[][] grey = new float[SIZE][SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                grey[y][x] = picture.sample(crop.x1() + x, crop.y1() + y, 1);
            }
        }
        return multiplyTransposed(basis, multiplyTransposed(basis, grey));
    }

    /** {@code (basis · values)ᵀ}; twice gives {@code basis · values · basisᵀ}. */
    private static float[][] multiplyTransposed(float[][] basis, float[][] values) {
        float[][] product = new float[SIZE][SIZE];
        for (int k = 0; k < SIZE; k++) {
            for (int n = 0; n < SIZE; n++) {
                float factor = basis[k][n];
                for (int column = 0; column < SIZE; column++) {
                    product[column][k] += factor * values[n][column];
                }
            }
        }
        return product;
    }

    private static float[][] basis() {
        float[][] basis = new float[SIZE][SIZE];
        for (int k = 0; k < SIZE; k++) {
            double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / SIZE);
            for (int n = 0; n < SIZE; n++) {
                basis[k][n] = (float) (scale * Math.cos(Math.PI * (2 * n + 1) * k / (2.0 * SIZE)));
            }
        }
        return basis;
    }
}
