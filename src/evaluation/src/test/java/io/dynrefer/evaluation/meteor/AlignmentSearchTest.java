package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class AlignmentSearchTest {
    private static final int WIDE_BEAM = 100_000;

    /** Matched words and chunks. */
    private record Quality(int words, int chunks) {}

    @RepeatedTest(40)
    void best_exactMatchesAndAWideBeam_isAsGoodAsTryingEverything(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        List<String> hypothesis = sentence(random);
        List<String> reference = sentence(random);
        CandidateMatches candidates = new CandidateMatches(hypothesis.size(), reference.size());
        PairMatcher.exact().match(0, hypothesis, reference, candidates);

        List<Match> found = new AlignmentSearch(List.of(1.0), WIDE_BEAM).best(candidates);

        Quality best = all(candidates, 0, new ArrayList<>()).stream()
                .map(AlignmentSearchTest::quality)
                .min(Comparator.comparingInt((Quality quality) -> -quality.words())
                        .thenComparingInt(Quality::chunks))
                .orElseThrow();
        assertThat(quality(found))
                .as("seed %d: %s / %s", seed, hypothesis, reference)
                .isEqualTo(best);
    }

    private static List<String> sentence(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            words.add(List.of("a", "b", "c", "d").get(random.nextInt(4)));
        }
        return words;
    }

    private static List<List<Match>> all(CandidateMatches candidates, int word, List<Match> taken) {
        List<List<Match>> alignments = new ArrayList<>();
        if (word == candidates.referenceWords()) {
            alignments.add(List.copyOf(taken));
            return alignments;
        }
        alignments.addAll(all(candidates, word + 1, taken));
        for (Match match : candidates.startingAt(word)) {
            if (taken.stream().noneMatch(other -> other.hypothesisStart() == match.hypothesisStart())) {
                taken.add(match);
                alignments.addAll(all(candidates, word + 1, taken));
                taken.remove(taken.size() - 1);
            }
        }
        return alignments;
    }

    private static Quality quality(List<Match> matches) {
        int chunks = 0;
        for (int i = 0; i < matches.size(); i++) {
            boolean continues = i > 0
                    && matches.get(i - 1).referenceEnd() == matches.get(i).referenceStart()
                    && matches.get(i - 1).hypothesisEnd() == matches.get(i).hypothesisStart();
            chunks += continues ? 0 : 1;
        }
        return new Quality(matches.size(), chunks);
    }
}
