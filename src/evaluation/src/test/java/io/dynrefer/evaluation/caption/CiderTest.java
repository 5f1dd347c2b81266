package io.dynrefer.evaluation.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CiderTest {
    private static Cider over(List<List<String>> corpus) {
        DocumentFrequencies frequencies = new DocumentFrequencies();
        corpus.forEach(frequencies::accept);
        return new Cider(frequencies);
    }

    @Test
    void accept_theReferenceItself_isTen() {
        Cider cider = over(List.of(List.of("a red bus on a street"), List.of("two dogs in the long grass")));
        assertThat(cider.accept("a red bus on a street", List.of("a red bus on a street")))
                .isCloseTo(10, within(1e-9));
    }

    @Test
    void accept_corpusOfOneSample_isZero() {
        Cider cider = over(List.of(List.of("a cat sits")));
        assertThat(cider.accept("a cat sits", List.of("a cat sits"))).isZero();
    }

    @RepeatedTest(5)
    void of_randomCorpus_countsLikeAMap(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        DocumentFrequencies frequencies = new DocumentFrequencies();
        Map<List<String>, Integer> naive = new HashMap<>();
        for (int sample = 0; sample < 400; sample++) {
            List<String> references = List.of(sentence(random), sentence(random));
            frequencies.accept(references);
            Set<List<String>> seen = new HashSet<>();
            for (String reference : references) {
                for (int n = 1; n <= NGramCounts.LONGEST; n++) {
                    seen.addAll(NGramCounts.of(reference).ofLength(n).keySet());
                }
            }
            seen.forEach(ngram -> naive.merge(ngram, 1, Integer::sum));
        }
        assertThat(naive).as("seed %d", seed).isNotEmpty();
        naive.forEach((ngram, count) ->
                assertThat(frequencies.of(ngram)).as("seed %d %s", seed, ngram).isEqualTo(count));
        assertThat(frequencies.of(List.of("never"))).isZero();
    }

    private static String sentence(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
            words.add("w" + random.nextInt(30));
        }
        return String.join(" ", words);
    }
}
