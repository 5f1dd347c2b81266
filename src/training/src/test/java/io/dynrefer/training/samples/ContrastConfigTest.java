package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.training.samples.ContrastConfig.Always;
import io.dynrefer.training.samples.ContrastConfig.Labels;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContrastConfigTest {
    private static final List<String> DRAWN = List.of("a red cup", "the cup", "a dog", "the cup");

    @Test
    void compared_diagonal_isWhatWasDrawn() {
        assertThat(ContrastConfig.PUBLISHED.compared(DRAWN, List.of())).isEqualTo(DRAWN);
    }

    @Test
    void compared_known_hasEachTextOnceAndThoseOfEveryBatch() {
        ContrastConfig config = new ContrastConfig(Labels.KNOWN, 1, Set.of(Always.CATEGORIES), null);

        assertThat(config.compared(DRAWN, List.of("the cup", "the tree")))
                .containsExactly("a red cup", "the cup", "a dog", "the tree");
    }

    @Test
    void constructor_textsOfEveryBatchWithTheDiagonal_areRefused() {
        assertThatThrownBy(() -> new ContrastConfig(Labels.DIAGONAL, 0, Set.of(Always.CATEGORIES), null))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("known");
    }
}
