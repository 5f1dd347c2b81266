package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int SIZE = 10_000;
    private static final Dropout DROPOUT = new Dropout(0.25);

    @Test
    void forward_whereGradientsAreRecorded_leavesTheShareOutAndScalesTheRest() {
        float[] left = recorded(1, DROPOUT);

        int zeros = 0;
        for (float value : left) {
            assertThat(value)
                    .satisfiesAnyOf(
                            v -> assertThat(v).isZero(), v -> assertThat(v).isEqualTo(4f / 3));
            zeros += value == 0 ? 1 : 0;
        }
        assertThat(zeros / (double) SIZE).isCloseTo(0.25, Offset.offset(0.03));
    }

    @Test
    void forward_sameSeed_leavesTheSameOut() {
        assertThat(recorded(5, DROPOUT)).isEqualTo(recorded(5, DROPOUT)).isNotEqualTo(recorded(6, DROPOUT));
    }

    @Test
    void forward_elsewhere_changesNothing() {
        float[] inferred =
                Inference.call(manager -> DROPOUT.forward(ones(manager)).toFloatArray());

        assertThat(inferred).containsOnly(1f);
        assertThat(recorded(1, Dropout.NONE)).containsOnly(1f);
    }

    /** Over many draws the mean is what attention gives without dropout. */
    @Test
    void attend_withDropout_hasTheSameMean() {
        float[] exact = meanOfAttended(Dropout.NONE);
        float[] mean = meanOfAttended(DROPOUT);

        assertThat(mean).isNotEqualTo(exact);
        for (int i = 0; i < exact.length; i++) {
            assertThat(mean[i]).isCloseTo(exact[i], Offset.offset(0.06f));
        }
    }

    @Test
    void rate_outsideOfZeroToOne_isRefused() {
        assertThatThrownBy(() -> new Dropout(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Dropout(-0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Dropout(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] recorded(long seed, Dropout dropout) {
        return Recording.call(manager -> {
            Recording.seed(seed);
            return dropout.forward(ones(manager)).toFloatArray();
        });
    }

    private static NDArray ones(NDManager manager) {
        return manager.ones(new Shape(SIZE));
    }

    /** Attention over the same inputs many times, averaged: (1, heads, queries, size). */
    private static float[] meanOfAttended(Dropout dropout) {
        Random random = new Random(3);
        return Recording.call(manager -> {
            Recording.seed(1);
            return Attention.attend(
                            repeated(manager, random, 2, 3, 4),
                            repeated(manager, random, 2, 5, 4),
                            repeated(manager, random, 2, 5, 4),
                            repeated(manager, random, 2, 3, 5),
                            dropout)
                    .mean(new int[] {0})
                    .toFloatArray();
        });
    }

    /** Normal numbers (4000, a, b, c), the same for every first index. */
    private static NDArray repeated(NDManager manager, Random random, int a, int b, int c) {
        return manager.create(normal(random, a * b * c), new Shape(1, a, b, c)).broadcast(new Shape(4000, a, b, c));
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
