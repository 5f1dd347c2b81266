package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static final float[] VALUES = {-2, 0.5f, 3};

    @Test
    void times_gradient_isTheFactor() {
        assertThat(gradient(x -> Numbers.times(x, 3))).containsExactly(3, 3, 3);
    }

    @Test
    void atLeast_gradient_isZeroBelow() {
        assertThat(gradient(x -> Numbers.atLeast(x, 0))).containsExactly(0, 1, 1);
    }

    @Test
    void atMost_gradient_isZeroAbove() {
        assertThat(gradient(x -> Numbers.atMost(x, 1))).containsExactly(1, 1, 0);
    }

    @Test
    void values_areThoseOfTheEngine() {
        Inference.call(manager -> {
            NDArray x = manager.create(VALUES); // (3)
            assertThat(Numbers.times(x, -0.25).toFloatArray()).containsExactly(0.5f, -0.125f, -0.75f);
            assertThat(Numbers.atLeast(x, 0).toFloatArray()).containsExactly(0, 0.5f, 3);
            assertThat(Numbers.atMost(x, 1).toFloatArray()).containsExactly(-2, 0.5f, 1);
            assertThat(Numbers.times(x.toType(DataType.INT64, false), -100).toLongArray())
                    .containsExactly(200, 0, -300);
            return true;
        });
    }

    /** Of the sum, with everything Java can free freed and written over before the backward pass. */
    private static float[] gradient(UnaryOperator<NDArray> operation) {
        return Recording.call(manager -> {
            NDArray weight = weight(manager); // (3)
            NDArray sum = operation.apply(weight).sum(); // ()
            writeOverFreeMemory();
            Recording.backward(sum);
            return weight.getGradient().toFloatArray();
        });
    }

    private static NDArray weight(NDManager manager) {
        NDArray weight = manager.create(VALUES).duplicate();
        weight.setRequiresGradient(true);
        return weight;
    }

    private static void writeOverFreeMemory() {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2_000; i++) {
                kept.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.NaN));
            }
        }
        assertThat(kept).isNotEmpty();
    }
}
