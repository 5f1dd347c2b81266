package io.dynrefer.training.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    @Test
    void at_warmUp_isAStraightLineToThePeak() {
        LearningRate rate = new LearningRate(1e-3, 0, 10, 110);
        assertThat(rate.at(0)).isCloseTo(1e-4, within(1e-12));
        assertThat(rate.at(4)).isCloseTo(5e-4, within(1e-12));
        assertThat(rate.at(9)).isCloseTo(1e-3, within(1e-12));
    }

    @Test
    void at_afterwards_isHalfACosineToTheFloor() {
        LearningRate rate = new LearningRate(1e-3, 1e-4, 10, 110);
        assertThat(rate.at(10)).isCloseTo(1e-3, within(1e-12));
        assertThat(rate.at(60)).isCloseTo(5.5e-4, within(1e-12));
        assertThat(rate.at(110)).isCloseTo(1e-4, within(1e-12));
        assertThat(rate.at(500)).isCloseTo(1e-4, within(1e-12));
    }

    @Test
    void at_noWarmUp_startsAtThePeak() {
        assertThat(new LearningRate(2, 0, 0, 5).at(0)).isEqualTo(2);
    }

    @Test
    void course_withoutStepsAfterWarmUp_isRefused() {
        assertThatThrownBy(() -> new LearningRate(1, 0, 5, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
