package io.dynrefer.research.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewSweepTest {
    @Test
    void choices_pairs_areAscendingAndComplete() {
        assertThat(ViewSweep.choices(List.of(0.1, 0.3, 0.5), 2))
                .containsExactly(List.of(0.0, 0.1, 0.3), List.of(0.0, 0.1, 0.5), List.of(0.0, 0.3, 0.5));
    }

    @Test
    void choices_oneViewModel_hasTheRegionAlone() {
        assertThat(ViewSweep.choices(List.of(0.1), 0)).containsExactly(List.of(0.0));
    }

    @Test
    void choices_tooFewCandidates_areNone() {
        assertThat(ViewSweep.choices(List.of(0.1), 2)).isEmpty();
    }
}
