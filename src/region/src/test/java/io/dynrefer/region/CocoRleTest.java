package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CocoRleTest {
    @Test
    void decode_textWrittenByPycocotools_runs() {
        assertThat(CocoRle.decode("g043MO013c0")).containsExactly(23, 4, 3, 1, 2, 1, 3, 4, 22);
        assertThat(CocoRle.decode("m04n0")).containsExactly(29, 4, 30);
    }

    @Test
    void decode_whatEncodeWrote_sameRuns() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Integer> runs = Stream.generate(() -> random.nextInt(1 << (1 + random.nextInt(30))))
                    .limit(1 + random.nextInt(40))
                    .toList();
            assertThat(CocoRle.decode(CocoRle.encode(runs)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(runs);
        }
    }

    @Test
    void decode_largestAndSmallestRuns_doNotOverflow() {
        List<Integer> runs =
                new ArrayList<>(List.of(0, Integer.MAX_VALUE, 0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 0));

        assertThat(CocoRle.decode(CocoRle.encode(runs))).isEqualTo(runs);
    }

    @Test
    void decode_emptyText_noRuns() {
        assertThat(CocoRle.decode("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m0 4", // a character below the alphabet
                "m0é", // above it
                "m", // a run that does not end
                "ooooooooo0", // a run longer than an int
                "oooooo3", // more than an int holds
                "J", // a negative run
            })
    void decode_notTheForm_saysWhichCharacter(String counts) {
        assertThatThrownBy(() -> CocoRle.decode(counts))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("character")
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(e -> assertThat(((DynReferException) e).field()).contains("rle.counts"));
    }
}
