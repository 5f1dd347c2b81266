package io.dynrefer.evaluation.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BleuTest {
    private final Bleu bleu = new Bleu();

    @Test
    void accept_repeatedWord_countsAsOftenAsInTheReference() {
        assertThat(bleu.accept("the the the the", List.of("the cat is on the mat"))
                        .get(0))
                .isCloseTo(0.5 * Math.exp(1 - 6 / 4.0), within(1e-8));
    }

    @Test
    void accept_twoReferenceLengthsAsNear_takesTheShorter() {
        assertThat(bleu.accept("a b c", List.of("a b c d", "a b")).get(0)).isCloseTo(1, within(1e-8));
    }

    @Test
    void corpus_isNotTheMeanOfTheCaptions() {
        double first = bleu.accept("a b", List.of("a b")).get(0);
        double second = bleu.accept("x y z w", List.of("a b c d")).get(0);
        assertThat(bleu.corpus().get(0)).isCloseTo(2 / 6.0, within(1e-8)).isNotEqualTo((first + second) / 2);
    }
}
