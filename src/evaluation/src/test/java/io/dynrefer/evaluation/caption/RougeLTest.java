package io.dynrefer.evaluation.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RougeLTest {
    private final RougeL rouge = new RougeL();

    @Test
    void accept_wordsInOrderWithGaps_count() {
        double precision = 1;
        double recall = 3 / 6.0;
        double expected = 2.44 * precision * recall / (recall + 1.44 * precision);
        assertThat(rouge.accept("a c e", List.of("a b c d e f"))).isCloseTo(expected, within(1e-12));
    }

    @Test
    void accept_nothingInCommon_isZero() {
        assertThat(rouge.accept("a", List.of("b", "c"))).isZero();
        assertThat(rouge.corpus()).isZero();
    }
}
