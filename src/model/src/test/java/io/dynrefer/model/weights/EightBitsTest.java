package io.dynrefer.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import org.junit.jupiter.api.Test;

class EightBitsTest {
    @Test
    void floats_areWithinHalfAStepOfWhatTheyWereMadeOf_rowByRow() {
        float[] matrix = {1, -0.5f, 0.25f, 0.001f, 0, 0, 100, -40};
        Inference.call(manager -> {
            EightBits eight = EightBits.of(manager.create(matrix, new Shape(4, 2)));
            assertThat(eight.values().toFloatArray()).containsExactly(127, -64, 127, 1, 0, 0, 127, -51);
            float[] read = EightBits.floats(eight.values(), eight.scales()).toFloatArray();
            float[] steps = eight.scales().toFloatArray();
            for (int i = 0; i < matrix.length; i++) {
                assertThat(read[i]).isCloseTo(matrix[i], within(steps[i / 2] / 2 * 1.001f));
            }
            return null;
        });
    }
}
