package io.dynrefer.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.evaluation.caption.Bleu;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorCorpus;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionStatisticsTest {
    private static final List<String> CAPTIONS = List.of(
            "a red cup on a table",
            "two cups near the window of a kitchen",
            "a red cup",
            "the green chair stands there");
    private static final List<String> REFERENCES = List.of(
            "a red cup stands on the table",
            "two cups by the window in a kitchen",
            "a red cup",
            "a chair of green wood");

    @Test
    void meteor_weights_areRepetitionsInTheCorpus() {
        Meteor meteor = Meteor.english();
        MeteorStatistic statistic = new MeteorStatistic(2, meteor.parameters());
        MeteorCorpus corpus = new MeteorCorpus(meteor);
        for (int i = 0; i < CAPTIONS.size(); i++) {
            List<String> references = List.of(REFERENCES.get(i));
            statistic.add(
                    i % 2, meteor.align(CAPTIONS.get(i), references).score().statistics());
            for (int time = 0; time < (i % 2 == 0 ? 3 : 1); time++) {
                assertThat(corpus.accept(CAPTIONS.get(i), references)).isPositive();
            }
        }

        assertThat(statistic.value(new int[] {3, 1})).isCloseTo(corpus.corpus().value(), within(1e-12));
        assertThat(statistic.count()).isEqualTo(4);
    }

    @Test
    void bleu_weights_areRepetitionsInTheCorpus() {
        BleuStatistic statistic = new BleuStatistic(2);
        Bleu corpus = new Bleu();
        for (int i = 0; i < CAPTIONS.size(); i++) {
            List<String> references = List.of(REFERENCES.get(i));
            assertThat(statistic.add(i % 2, CAPTIONS.get(i), references)).isNotNegative();
            for (int time = 0; time < (i % 2 == 0 ? 1 : 2); time++) {
                assertThat(corpus.accept(CAPTIONS.get(i), references)).hasSize(4);
            }
        }

        assertThat(statistic.value(new int[] {1, 2})).isCloseTo(corpus.corpus().get(3), within(1e-12));
    }
}
