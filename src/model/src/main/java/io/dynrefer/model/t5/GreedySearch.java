package io.dynrefer.model.t5;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The likeliest token at every step. Unlike in {@link BeamSearch}, the repetition penalty acts on raw scores, as the
 * research code's library has it for a single beam.
 */
final class GreedySearch {
    private final GenerationSettings settings;
    private final SpecialTokens special;

    GreedySearch(GenerationSettings settings, SpecialTokens special) {
        this.settings = settings;
        this.special = special;
    }

    /**
     * One text per item. Its score is made as a beam's would be: penalised log-probabilities of the tokens chosen.
     *
     * @param scorer gives raw scores
     */
    List<Hypothesis> search(TokenScorer scorer, int items) {
        List<Item> all = IntStream.range(0, items).mapToObj(Item::new).toList();
        List<Item> open = all;
        int[] tokens = new int[items];
        Arrays.fill(tokens, special.start());
        int[] origins = IntStream.range(0, items).toArray();
        for (int step = 0; step < settings.maxNewTokens() && !open.isEmpty(); step++) {
            float[] scores = scorer.score(tokens, origins);
            for (int place = 0; place < open.size(); place++) {
                open.get(place).advance(scores, place * special.vocabulary());
            }
            List<Item> before = open;
            origins = IntStream.range(0, before.size())
                    .filter(place -> !before.get(place).ended)
                    .toArray();
            open = before.stream().filter(item -> !item.ended).toList();
            tokens = open.stream().mapToInt(item -> item.beam.newest()).toArray();
        }
        return all.stream().map(Item::result).toList();
    }

    private final class Item {
        private final int number;
        private Beam beam;
        private float total;
        private boolean ended;

        Item(int number) {
            this.number = number;
            this.beam = Beam.start(special.start(), 0);
        }

        void advance(float[] scores, int row) {
            float[] raw = Arrays.copyOfRange(scores, row, row + special.vocabulary());
            float[] penalised = raw.clone();
            beam.penalise(penalised, 0, (float) settings.repetitionPenalty());
            if (beam.length() < settings.minLength()) {
                penalised[special.end()] = Float.NEGATIVE_INFINITY;
            }
            int token = new TopCandidates(penalised, 0, penalised.length, 1).index(0);
            total = beam.sum() + penalisedLogProbability(raw, token);
            ended = token == special.end();
            if (!ended) {
                beam = beam.followedBy(token, number, total);
            }
        }

        private float penalisedLogProbability(float[] raw, int token) {
            double highest = IntStream.range(0, raw.length)
                    .mapToDouble(i -> raw[i])
                    .max()
                    .orElseThrow();
            double sum = IntStream.range(0, raw.length)
                    .mapToDouble(i -> Math.exp(raw[i] - highest))
                    .sum();
            float[] logProbabilities = raw.clone();
            logProbabilities[token] = (float) (raw[token] - highest - Math.log(sum));
            beam.penalise(logProbabilities, 0, (float) settings.repetitionPenalty());
            return logProbabilities[token];
        }

        Hypothesis result() {
            return ended ? beam.ended(number, total, settings.lengthPenalty()) : beam.unended(settings.lengthPenalty());
        }
    }
}
