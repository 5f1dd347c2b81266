package io.dynrefer.model.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.region.DynReferException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassifierTokenTest {
    private static final int VECTORS = 400;
    private static final int FEATURES = 6;
    private static final int CLASSES = 4;

    private final float[] features = features();
    private final float[] rows = numbers(CLASSES * FEATURES, 1);
    private final float[] bias = numbers(CLASSES, 2);

    @Test
    void fit_keepsAllThatTheClassifierReads_inNumbersOfVarianceOne() {
        int kept = CLASSES - 1; // logits less their mean vary in so many directions
        List<StoredTensor> tensors = ClassifierToken.fit("token", rows, bias, moments(VECTORS), kept);
        assertThat(tensors)
                .extracting(tensor -> tensor.spec().name())
                .containsExactly("token.weight", "token.bias", "lexical.keys.weight", "lexical.keys.bias");
        double[] squares = new double[kept];
        for (int vector = 0; vector < VECTORS; vector++) {
            double[] token = new double[kept];
            for (int i = 0; i < kept; i++) {
                token[i] = values(tensors.get(1))[i];
                for (int f = 0; f < FEATURES; f++) {
                    token[i] += values(tensors.get(0))[i * FEATURES + f] * features[vector * FEATURES + f];
                }
                squares[i] += token[i] * token[i] / VECTORS;
            }
            double[] differences = new double[CLASSES];
            for (int c = 0; c < CLASSES; c++) {
                differences[c] = values(tensors.get(3))[c] - bias[c];
                for (int i = 0; i < kept; i++) {
                    differences[c] += values(tensors.get(2))[c * kept + i] * token[i];
                }
                for (int f = 0; f < FEATURES; f++) {
                    differences[c] -= rows[c * FEATURES + f] * features[vector * FEATURES + f];
                }
            }
            for (double difference : differences) { // the same for all classes, which a softmax does not see
                assertThat(difference).as("vector %d", vector).isCloseTo(differences[0], within(0.02));
            }
        }
        for (double square : squares) {
            assertThat(square).isCloseTo(1, within(0.01));
        }
    }

    @Test
    void fit_toFewerVectorsThanFeatures_isRefused() {
        assertThatThrownBy(() -> ClassifierToken.fit("token", rows, bias, moments(FEATURES), 2))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("too few views");
    }

    private Moments moments(int vectors) {
        Moments moments = new Moments(FEATURES);
        Inference.call(manager -> {
            moments.add(manager.create(features, new Shape(VECTORS, FEATURES)).get(":" + vectors));
            return null;
        });
        return moments;
    }

    private static float[] values(StoredTensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.spec().elements())];
        tensor.content()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    /** Of unlike size, mixed, and far from zero. */
    private static float[] features() {
        float[] features = numbers(VECTORS * FEATURES, 3);
        for (int i = 0; i < features.length; i++) {
            features[i] = features[i] * (1 + i % FEATURES) + (i % FEATURES == 0 ? 0 : features[i - 1]) + 5;
        }
        return features;
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
