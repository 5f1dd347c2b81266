package io.dynrefer.evaluation.caption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CIDEr-D: tf-idf similarity of n-grams with clipped counts and a penalty on the difference in length (sigma 6), times
 * ten. The corpus that gives the document frequencies is the one that is scored, so a corpus of one sample scores 0
 * (REFERENCE-NOTES 30). Captions must be tokenised ({@link PtbTokenizer}). Not thread-safe.
 */
public final class Cider {
    private static final double SIGMA = 6;
    private static final double SCALE = 10;
    /** The toolkit measures a sentence's length in bigrams. */
    private static final int LENGTH_UNIT = 2;

    private final DocumentFrequencies frequencies;
    private final double logSamples;
    private double sum;
    private long captions;

    /** One sentence: per n-gram length its weights and their norm, and its length. */
    private record Weighted(List<Map<List<String>, Double>> weights, double[] norms, long length) {}

    /** @param frequencies of all samples' references, complete */
    public Cider(DocumentFrequencies frequencies) {
        this.frequencies = frequencies;
        this.logSamples = Math.log(frequencies.samples());
    }

    /** Adds a caption and returns its own score, 0..10. */
    public double accept(String candidate, List<String> references) {
        Weighted weighted = weighted(candidate);
        double similarity = 0;
        for (String reference : references) {
            similarity += similarity(weighted, weighted(reference));
        }
        double score = SCALE * similarity / NGramCounts.LONGEST / references.size();
        sum += score;
        captions++;
        return score;
    }

    /** The mean over everything accepted so far; NaN without a caption. */
    public double corpus() {
        return sum / captions;
    }

    private Weighted weighted(String sentence) {
        NGramCounts counts = NGramCounts.of(sentence);
        List<Map<List<String>, Double>> weights = new ArrayList<>();
        double[] norms = new double[NGramCounts.LONGEST];
        for (int n = 1; n <= NGramCounts.LONGEST; n++) {
            Map<List<String>, Double> ofLength = new HashMap<>();
            for (Map.Entry<List<String>, Integer> entry : counts.ofLength(n).entrySet()) {
                double weight = entry.getValue() * inverseFrequency(entry.getKey());
                ofLength.put(entry.getKey(), weight);
                norms[n - 1] += weight * weight;
            }
            norms[n - 1] = Math.sqrt(norms[n - 1]);
            weights.add(ofLength);
        }
        return new Weighted(weights, norms, Math.max(0, counts.words() - LENGTH_UNIT + 1));
    }

    private double inverseFrequency(List<String> ngram) {
        return logSamples - Math.log(Math.max(1, frequencies.of(ngram)));
    }

    private static double similarity(Weighted candidate, Weighted reference) {
        double difference = candidate.length() - reference.length();
        double penalty = Math.exp(-(difference * difference) / (2 * SIGMA * SIGMA));
        double total = 0;
        for (int i = 0; i < NGramCounts.LONGEST; i++) {
            Map<List<String>, Double> limits = reference.weights().get(i);
            double product = 0;
            for (Map.Entry<List<String>, Double> entry :
                    candidate.weights().get(i).entrySet()) {
                double limit = limits.getOrDefault(entry.getKey(), 0.0);
                product += Math.min(entry.getValue(), limit) * limit;
            }
            double norms = candidate.norms()[i] * reference.norms()[i];
            total += (norms == 0 ? product : product / norms) * penalty;
        }
        return total;
    }
}
