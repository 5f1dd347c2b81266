package io.dynrefer.functions.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.FloatMatrix;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final float[] RIGHT = {1, -4, 2};

    private static Supplier<FloatMatrix> passes(float[]... numbers) {
        Deque<float[]> left = new ArrayDeque<>(List.of(numbers));
        return () -> new FloatMatrix(1, left.element().length, left.remove());
    }

    @Test
    void isWell_whileTheNumbersAreThose_ofTheStart() {
        Canary canary = new Canary(passes(RIGHT, RIGHT, new float[] {1.03f, -4, 2}, new float[] {1.05f, -4, 2}));

        assertThat(canary.isWell()).isTrue();
        assertThat(canary.isWell()).isFalse();
    }

    @Test
    void isNotWell_whenAPassFails_orGivesNoNumbers() {
        Canary canary = new Canary(passes(RIGHT, RIGHT, new float[] {Float.NaN, -4, 2}));

        assertThat(canary.isWell()).isFalse();
        assertThat(canary.isWell()).as("no pass is left, so it throws").isFalse();
    }

    @Test
    void start_refusesAnEngineThatComputesNothing() {
        for (float[] numbers : Arrays.asList(new float[3], new float[] {1, Float.POSITIVE_INFINITY, 2})) {
            assertThatThrownBy(() -> new Canary(passes(numbers, numbers)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("into nothing");
        }
        assertThatThrownBy(() -> new Canary(passes(RIGHT, new float[] {9, -4, 2})))
                .hasMessageContaining("other numbers");
    }
}
