package io.dynrefer.model.t5;

import io.dynrefer.region.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batched beam search with the rules of the research code (METHOD 4, REFERENCE-NOTES 22): repetition penalty on
 * log-probabilities, penalised values add up, an item is finished when its results cannot get better.
 *
 * <p>A finished item leaves the batch, so the network works only on what is still open. For one item the answer does
 * not depend on the others.
 */
final class BeamSearch {
    /** Keeps all but the first beam of an item out of the first step, where they are all the same. */
    private static final float NEVER = -1e9f;

    private final GenerationSettings settings;
    private final SpecialTokens special;
    private final StepListener listener;

    BeamSearch(GenerationSettings settings, SpecialTokens special, StepListener listener) {
        this.settings = settings;
        this.special = special;
        this.listener = listener;
    }

    /**
     * Searches the best texts of {@code items} items.
     *
     * @param scorer gives log-probabilities
     * @return for every item as many results as there are beams, best first
     */
    List<List<Hypothesis>> search(TokenScorer scorer, int items) {
        return search(scorer, Collections.nCopies(items, new int[0]));
    }

    /**
     * Searches the best texts that begin with these tokens, after the start token; an item each.
     *
     * @param scorer gives log-probabilities
     */
    List<List<Hypothesis>> search(TokenScorer scorer, List<int[]> beginnings) {
        List<Item> all = IntStream.range(0, beginnings.size())
                .mapToObj(number -> new Item(number, beginnings.get(number)))
                .toList();
        List<Item> open = all;
        int[] tokens = new int[all.size() * settings.beams()];
        Arrays.fill(tokens, special.start());
        int[] origins = IntStream.range(0, tokens.length).toArray();
        for (int step = 0; step < settings.maxNewTokens() && !open.isEmpty(); step++) {
            Deadline.check();
            float[] scores = scorer.score(tokens, origins);
            for (int place = 0; place < open.size(); place++) {
                open.get(place).advance(scores, place, step);
            }
            open = open.stream().filter(item -> !item.finished).toList();
            tokens = open.stream().flatMapToInt(Item::newest).toArray();
            origins = open.stream().flatMapToInt(Item::origins).toArray();
        }
        open.forEach(Item::cutOff);
        return all.stream().map(item -> item.best.bestFirst()).toList();
    }

    /** The search of one item. */
    private final class Item {
        private final int number;
        private final int[] beginning;
        private final BestHypotheses best = new BestHypotheses(settings.beams());
        private List<Beam> beams = new ArrayList<>();
        private int[] origins = {}; // rows of the step's scores that the beams come from
        private boolean finished;

        Item(int number, int[] beginning) {
            this.number = number;
            this.beginning = beginning;
            for (int beam = 0; beam < settings.beams(); beam++) {
                beams.add(Beam.start(special.start(), beam == 0 ? 0 : NEVER));
            }
        }

        /** One step; the item's scores start at the row {@code place * beams}. */
        void advance(float[] scores, int place, int step) {
            int firstRow = place * beams.size();
            int offset = firstRow * special.vocabulary();
            for (int beam = 0; beam < beams.size(); beam++) {
                int row = offset + beam * special.vocabulary();
                penalise(beams.get(beam), scores, row);
                if (step < beginning.length) {
                    keepOnly(beginning[step], scores, row);
                }
                listener.scored(step, number * beams.size() + beam, scores, row, special.vocabulary());
                for (int token = 0; token < special.vocabulary(); token++) {
                    scores[row + token] += beams.get(beam).sum();
                }
            }
            TopCandidates top =
                    new TopCandidates(scores, offset, beams.size() * special.vocabulary(), 2 * beams.size());
            int length = step + 1; // of the beams, the start token counted
            choose(top, firstRow);
            finished = best.complete(top.score(0), length + 1, settings.lengthPenalty());
        }

        private void keepOnly(int token, float[] scores, int row) {
            float kept = scores[row + token];
            Arrays.fill(scores, row, row + special.vocabulary(), NEVER);
            scores[row + token] = kept;
        }

        private void penalise(Beam beam, float[] scores, int row) {
            beam.penalise(scores, row, (float) settings.repetitionPenalty());
            if (beam.length() < settings.minLength()) {
                scores[row + special.end()] = Float.NEGATIVE_INFINITY;
            }
        }

        private void choose(TopCandidates top, int firstRow) {
            List<Beam> next = new ArrayList<>();
            int[] from = new int[beams.size()];
            for (int rank = 0; rank < top.size() && next.size() < beams.size(); rank++) {
                int beam = top.index(rank) / special.vocabulary();
                int token = top.index(rank) % special.vocabulary();
                int row = number * beams.size() + beam;
                if (token != special.end()) {
                    from[next.size()] = firstRow + beam;
                    next.add(beams.get(beam).followedBy(token, row, top.score(rank)));
                } else if (rank < beams.size()) {
                    best.add(beams.get(beam).ended(row, top.score(rank), settings.lengthPenalty()));
                }
            }
            beams = next;
            origins = from;
        }

        void cutOff() {
            beams.forEach(beam -> best.add(beam.unended(settings.lengthPenalty())));
        }

        IntStream newest() {
            return beams.stream().mapToInt(Beam::newest);
        }

        IntStream origins() {
            return IntStream.of(origins);
        }
    }
}
