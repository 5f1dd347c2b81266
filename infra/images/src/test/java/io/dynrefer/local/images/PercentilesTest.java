package io.dynrefer.local.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void at_isTheNearestRank() {
        Percentiles times = new Percentiles(
                DoubleStream.iterate(20, time -> time - 1).limit(20).boxed().toList());

        assertThat(times.at(50)).isEqualTo(10);
        assertThat(times.at(90)).isEqualTo(18);
        assertThat(times.at(99)).isEqualTo(20);
        assertThat(times.at(0)).isEqualTo(1);
    }

    @Test
    void at_ofOneTime_isThatTime() {
        assertThat(new Percentiles(List.of(7.0)).at(99)).isEqualTo(7);
    }

    @Test
    void newPercentiles_refusesNoTimes() {
        assertThatThrownBy(() -> new Percentiles(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
