package io.dynrefer.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopOneAccuracyTest {
    private final TopOneAccuracy accuracy = new TopOneAccuracy();

    @Test
    void value_missingPrediction_isWrong() {
        accuracy.accept(0, 3, 3);
        accuracy.accept(0, 3, 4);
        accuracy.acceptMissing(1);
        accuracy.acceptMissing(2);
        assertThat(accuracy.value()).isEqualTo(0.25);
        assertThat(accuracy.statistic().value(new int[] {1, 1, 1})).isEqualTo(0.25);
        assertThat(accuracy.statistic().value(new int[] {1, 0, 0})).isEqualTo(0.5);
    }

    @Test
    void value_noRegion_isNaN() {
        assertThat(accuracy.value()).isNaN();
    }
}
