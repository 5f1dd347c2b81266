package io.dynrefer.model.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
    private static final int VOCABULARY = 13;
    private static final SpecialTokens SPECIAL = new SpecialTokens(0, 1, VOCABULARY);

    /** Scores that depend on the item and on every token of a row's history, which it keeps as a cache would. */
    private static final class HistoryScorer implements TokenScorer {
        private final Random seeds;
        private final long seed;
        private final double endBonus;
        private final int beams;
        private List<List<Integer>> histories = new ArrayList<>(); // the item, then the tokens
        int rowsScored;

        HistoryScorer(long seed, int items, int beams, double endBonus) {
            this.seed = seed;
            this.endBonus = endBonus;
            this.beams = beams;
            this.seeds = new Random(seed);
            for (int row = 0; row < items * beams; row++) {
                histories.add(List.of(row / beams));
            }
        }

        @Override
        public float[] score(int[] tokens, int[] origins) {
            List<List<Integer>> next = new ArrayList<>();
            float[] scores = new float[tokens.length * VOCABULARY];
            for (int row = 0; row < tokens.length; row++) {
                List<Integer> history = new ArrayList<>(histories.get(origins[row]));
                assertThat(history.get(0))
                        .isEqualTo(histories.get(origins[row / beams * beams]).get(0));
                history.add(tokens[row]);
                next.add(history);
                System.arraycopy(logProbabilities(history), 0, scores, row * VOCABULARY, VOCABULARY);
            }
            histories = next;
            rowsScored += tokens.length;
            return scores;
        }

        float[] logProbabilities(List<Integer> history) {
            seeds.setSeed(seed * 31 + history.hashCode());
            double[] raw = seeds.doubles(VOCABULARY).map(x -> 3 * x).toArray();
            raw[SPECIAL.end()] += endBonus;
            double sum = Arrays.stream(raw).map(Math::exp).sum();
            float[] scores = new float[VOCABULARY];
            for (int token = 0; token < VOCABULARY; token++) {
                scores[token] = (float) (raw[token] - Math.log(sum));
            }
            return scores;
        }
    }

    /** The slow twin: one item, whole candidate lists, nothing kept but the texts themselves. */
    private static List<Hypothesis> naive(HistoryScorer scorer, int item, GenerationSettings settings) {
        record Candidate(List<Integer> tokens, float sum) {}
        Comparator<Candidate> bySum =
                Comparator.comparingDouble((Candidate c) -> c.sum()).reversed();
        List<Hypothesis> results = new ArrayList<>();
        List<Candidate> beams = List.of(new Candidate(List.of(SPECIAL.start()), 0f));
        for (int step = 0; step < settings.maxNewTokens(); step++) {
            List<Candidate> candidates = new ArrayList<>();
            for (Candidate beam : beams) {
                List<Integer> history = new ArrayList<>(List.of(item));
                history.addAll(beam.tokens());
                float[] scores = scorer.logProbabilities(history);
                for (int token : new HashSet<>(beam.tokens())) {
                    scores[token] *= (float) settings.repetitionPenalty();
                }
                for (int token = 0; token < VOCABULARY; token++) {
                    boolean tooShort = token == SPECIAL.end() && beam.tokens().size() < settings.minLength();
                    List<Integer> longer = new ArrayList<>(beam.tokens());
                    longer.add(token);
                    candidates.add(
                            new Candidate(longer, tooShort ? Float.NEGATIVE_INFINITY : scores[token] + beam.sum()));
                }
            }
            candidates.sort(bySum);
            List<Candidate> next = new ArrayList<>();
            for (int rank = 0; next.size() < settings.beams(); rank++) {
                Candidate candidate = candidates.get(rank);
                List<Integer> tokens = candidate.tokens();
                if (tokens.get(tokens.size() - 1) != SPECIAL.end()) {
                    next.add(candidate);
                } else if (rank < settings.beams()) {
                    keep(results, tokens.subList(0, tokens.size() - 1), true, candidate.sum(), settings);
                }
            }
            beams = next;
            double attainable = candidates.get(0).sum() / Math.pow(step + 2, settings.lengthPenalty());
            if (results.size() == settings.beams()
                    && results.get(results.size() - 1).score() >= attainable) {
                return results;
            }
        }
        beams.forEach(beam -> keep(results, beam.tokens(), false, beam.sum(), settings));
        return results;
    }

    private static void keep(
            List<Hypothesis> results, List<Integer> tokens, boolean ended, float sum, GenerationSettings settings) {
        double score = sum / Math.pow(tokens.size(), settings.lengthPenalty());
        results.add(new Hypothesis(tokens, ended, score, List.of()));
        results.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
        if (results.size() > settings.beams()) {
            results.remove(settings.beams());
        }
    }

    @Test
    void search_equalsNaiveTwin() {
        int compared = 0;
        for (long seed = 0; seed < 20; seed++) {
            for (int beams : List.of(2, 3, 5)) {
                for (double lengthPenalty : List.of(-1.0, 0.0, 1.0)) {
                    GenerationSettings settings =
                            new GenerationSettings(beams, 9, seed % 2 == 0 ? 1 : 4, lengthPenalty, 1.5);
                    compareWithNaive(seed, settings);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(180);
    }

    @Test
    void search_withBeginnings_findsTheBestTextsThatBeginSo() {
        GenerationSettings settings = new GenerationSettings(3, 9, 1, 1, 1.5);
        HistoryScorer scorer = new HistoryScorer(7, 2, 3, 2);

        List<List<Hypothesis>> found = new BeamSearch(settings, SPECIAL, StepListener.NONE)
                .search(scorer, List.of(new int[] {5, 9}, new int[0]));

        assertThat(found.get(0))
                .allSatisfy(hypothesis -> assertThat(hypothesis.tokens()).startsWith(SPECIAL.start(), 5, 9));
        assertThat(found.get(0).get(0).score()).isGreaterThan(-100);
        HistoryScorer again = new HistoryScorer(7, 2, 3, 2);
        assertThat(found.get(1))
                .isEqualTo(new BeamSearch(settings, SPECIAL, StepListener.NONE)
                        .search(again, 2)
                        .get(1));
    }

    private static void compareWithNaive(long seed, GenerationSettings settings) {
        int items = 4;
        HistoryScorer scorer = new HistoryScorer(seed, items, settings.beams(), 2);
        List<List<Hypothesis>> found = new BeamSearch(settings, SPECIAL, StepListener.NONE).search(scorer, items);
        for (int item = 0; item < items; item++) {
            List<Hypothesis> expected = naive(scorer, item, settings);
            List<Hypothesis> actual = found.get(item);
            String label = "seed " + seed + ", item " + item + ", " + settings;
            assertThat(actual).as(label).hasSameSizeAs(expected);
            for (int rank = 0; rank < expected.size(); rank++) {
                assertThat(actual.get(rank).tokens())
                        .as(label)
                        .isEqualTo(expected.get(rank).tokens());
                assertThat(actual.get(rank).ended())
                        .as(label)
                        .isEqualTo(expected.get(rank).ended());
                assertThat(actual.get(rank).score())
                        .as(label)
                        .isCloseTo(expected.get(rank).score(), within(1e-9));
            }
        }
    }

    @Test
    void search_answersAnItemAsIfItWereAlone() {
        GenerationSettings settings = new GenerationSettings(3, 12, 1, 0, 1.5);
        HistoryScorer together = new HistoryScorer(7, 6, 3, 3);
        List<List<Hypothesis>> all = new BeamSearch(settings, SPECIAL, StepListener.NONE).search(together, 6);
        List<Hypothesis> first = new BeamSearch(settings, SPECIAL, StepListener.NONE)
                .search(new HistoryScorer(7, 1, 3, 3), 1)
                .get(0);
        assertThat(all.get(0)).isEqualTo(first);
    }

    @Test
    void search_dropsFinishedItems() {
        GenerationSettings settings = new GenerationSettings(2, 20, 1, 0, 1.0);
        HistoryScorer scorer = new HistoryScorer(3, 8, 2, 6);
        List<List<Hypothesis>> found = new BeamSearch(settings, SPECIAL, StepListener.NONE).search(scorer, 8);
        assertThat(found).allSatisfy(item -> assertThat(item).hasSize(2));
        assertThat(scorer.rowsScored).isLessThan(8 * 2 * 20);
    }

    @Test
    void search_namesScoresThatAreNotNumbers() {
        GenerationSettings settings = new GenerationSettings(2, 3, 1, 0, 1.5);
        TokenScorer broken = (tokens, origins) -> {
            float[] scores = new float[tokens.length * VOCABULARY];
            Arrays.fill(scores, Float.NaN);
            return scores;
        };
        assertThatThrownBy(() -> new BeamSearch(settings, SPECIAL, StepListener.NONE).search(broken, 1))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("not numbers");
    }

    @Test
    void greedy_takesTheLikeliestTokenAndPenalisesRawScores() {
        TokenScorer scorer = (tokens, origins) -> {
            float[] scores = new float[tokens.length * VOCABULARY];
            for (int row = 0; row < tokens.length; row++) {
                scores[row * VOCABULARY + 2] = 3;
                scores[row * VOCABULARY + 3] = 2.5f;
                scores[row * VOCABULARY + 1] = tokens[row] == 3 ? 2.9f : -1;
            }
            return scores;
        };
        GenerationSettings settings = new GenerationSettings(1, 6, 1, 0, 1.5);
        List<Hypothesis> found = new GreedySearch(settings, SPECIAL).search(scorer, 2);
        assertThat(found).hasSize(2).allSatisfy(text -> {
            assertThat(text.tokens()).containsExactly(0, 2, 3); // 2 again would have 3 / 1.5
            assertThat(text.ended()).isTrue();
            assertThat(text.score()).isNegative();
        });
    }
}
