package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.DynReferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteorTest {
    private final Meteor meteor = Meteor.english();

    @Test
    void score_theReferenceItself_isOne() {
        assertThat(meteor.score("a brown dog on a couch", List.of("a cat", "a brown dog on a couch")))
                .isEqualTo(1);
    }

    @Test
    void score_wordMatchedByStemAndSynonym_isDroppedForFewerChunks() {
        assertThat(meteor.align("dogs ran", List.of("a dog")).matches()).isEmpty();
        assertThat(meteor.score("dogs ran", List.of("a dog"))).isZero();
    }

    @Test
    void score_emptyHypothesis_isZero() {
        assertThat(meteor.score("", List.of("a cat"))).isZero();
    }

    @Test
    void align_severalReferences_takesTheBestAndTheFirstOfEquals() {
        assertThat(meteor.align("a dog", List.of("the dog", "one dog", "a dog")).reference())
                .containsExactly("a", "dog");
        assertThat(meteor.align("zebra", List.of("a cat", "a dog")).reference()).containsExactly("a", "cat");
    }

    @Test
    void align_noReference_isAnError() {
        assertThatThrownBy(() -> meteor.align("a cat", List.of())).isInstanceOf(DynReferException.class);
    }

    @Test
    void corpus_sumsStatisticsAndLeavesOutThePerfectCaptionsChunk() {
        MeteorCorpus corpus = new MeteorCorpus(meteor);
        corpus.accept("a red bus", List.of("a red bus"));
        assertThat(corpus.corpus().value()).isCloseTo(1, within(1e-12));
        corpus.accept("a big dog", List.of("a small dog"));
        assertThat(corpus.corpus().statistics().chunks()).isEqualTo(2);
    }
}
