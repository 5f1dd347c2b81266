package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordNetSynonymsTest {
    private final WordNetSynonyms wordNet = WordNetSynonyms.shared();

    @ParameterizedTest
    @CsvSource({
        "bike,bicycle,true",
        "bikes,bicycle,true",
        "children,kids,true",
        "eyeglasses,spectacles,true",
        "3,three,true",
        "cat,dog,false",
        "down,standing,true",
        "couch,potato,false",
        "xyzzy,xyzzy,false",
    })
    void overlap_words_asInWordNet(String first, String second, boolean synonyms) {
        assertThat(WordNetSynonyms.overlap(wordNet.synsets(first), wordNet.synsets(second)))
                .isEqualTo(synonyms);
    }
}
