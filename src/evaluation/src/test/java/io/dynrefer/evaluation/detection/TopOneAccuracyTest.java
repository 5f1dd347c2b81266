package io.dynrefer.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopOneAccuracyTest {
    private final TopOneAccuracy accuracy = new TopOneAccuracy();

    @Test
    void value_missingPrediction_isWrong() {
        accuracy.accept(3, 3);
        accuracy.accept(3, 4);
        accuracy.acceptMissing();
        accuracy.acceptMissing();
        assertThat(accuracy.value()).isEqualTo(0.25);
    }

    @Test
    void value_noRegion_isNaN() {
        assertThat(accuracy.value()).isNaN();
    }
}
