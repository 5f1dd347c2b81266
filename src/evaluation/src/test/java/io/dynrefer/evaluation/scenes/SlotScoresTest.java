package io.dynrefer.evaluation.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotScoresTest {
    @ParameterizedTest
    @CsvSource({
        "a red cup on a table, cup, true",
        "two red cups, cup, true",
        "a red cup, cups, true",
        "Red Cup., red, true",
        "a cup on a dining table, dining table, true",
        "a table in a dining room, dining table, false",
        "a cupboard, cup, false",
        "a striped bag, stripes, true",
        "'', cup, false"
    })
    void contains_stems_areCompared(String caption, String slot, boolean expected) {
        assertThat(SlotScores.contains(SlotScores.stems(caption), slot)).isEqualTo(expected);
    }
}
