package io.dynrefer.model.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.region.DynReferException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WhiteningTest {
    private static final int VECTORS = 500;
    private static final int WIDTH = 4;

    /** Two sources, seen through four numbers that hang together, far from zero, and noise too small to matter. */
    private static float[] vectors() {
        Random random = new Random(3);
        float[] vectors = new float[VECTORS * WIDTH];
        for (int i = 0; i < VECTORS; i++) {
            double one = random.nextGaussian() * 10;
            double two = random.nextGaussian() * 3;
            double[] vector = {100 + one, 50 + one + two, two - one, 7};
            for (int j = 0; j < WIDTH; j++) {
                vectors[i * WIDTH + j] = (float) (vector[j] + 1e-3 * random.nextGaussian());
            }
        }
        return vectors;
    }

    @Test
    void fit_makesNumbersOfVarianceOne_thatHaveNothingToDoWithEachOther() {
        float[] vectors = vectors();
        List<StoredTensor> layer = fit(vectors, 2);
        double[][] covariance = covariance(layer, vectors);
        assertThat(covariance[0][0]).isCloseTo(1, within(0.02));
        assertThat(covariance[1][1]).isCloseTo(1, within(0.05));
        assertThat(covariance[0][1]).isCloseTo(0, within(1e-3));
        assertThat(layer.get(0).spec().name()).isEqualTo("layer.weight");
    }

    @Test
    void fit_leavesNoiseSmall() {
        double[][] covariance = covariance(fit(vectors(), WIDTH), vectors());
        assertThat(covariance[2][2]).isLessThan(1e-3);
        assertThat(covariance[3][3]).isLessThan(1e-3);
    }

    @Test
    void fit_isTheSameEveryTime() {
        assertThat(fit(vectors(), 3)).isEqualTo(fit(vectors(), 3));
    }

    @Test
    void fit_toFewerVectorsThanNumbers_isRefused() {
        assertThatThrownBy(() -> Whitening.fit("layer", new Moments(WIDTH), 2))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("layer");
    }

    @Test
    void fit_ofMoreNumbersThanThereAre_isRefused() {
        assertThatThrownBy(() -> fit(vectors(), WIDTH + 1)).hasMessageContaining("keeps 5 of them");
    }

    private static List<StoredTensor> fit(float[] vectors, int kept) {
        Moments moments = new Moments(WIDTH);
        Inference.call(manager -> {
            moments.add(manager.create(vectors, new Shape(VECTORS / 5, 5, WIDTH)));
            return null;
        });
        return Whitening.fit("layer", moments, kept);
    }

    /** Mean products, about zero: the mean must vanish too. */
    private static double[][] covariance(List<StoredTensor> layer, float[] vectors) {
        FloatBuffer weight = layer.get(0)
                .content()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        FloatBuffer bias = layer.get(1)
                .content()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        int kept = bias.remaining();
        double[][] products = new double[kept][kept];
        for (int i = 0; i < VECTORS; i++) {
            double[] result = new double[kept];
            for (int row = 0; row < kept; row++) {
                result[row] = bias.get(row);
                for (int j = 0; j < WIDTH; j++) {
                    result[row] += weight.get(row * WIDTH + j) * vectors[i * WIDTH + j];
                }
            }
            for (int row = 0; row < kept; row++) {
                for (int column = 0; column < kept; column++) {
                    products[row][column] += result[row] * result[column] / VECTORS;
                }
            }
        }
        return products;
    }
}
