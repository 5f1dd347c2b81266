package io.dynrefer.evaluation.caption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU-1 to BLEU-4 with the closest reference length, smoothed by tiny constants as the COCO caption toolkit does.
 * Captions must be tokenised ({@link PtbTokenizer}). Keeps ten numbers, however many captions. Not thread-safe.
 */
public final class Bleu {
    private static final double TINY = 1e-15;
    private static final double SMALL = 1e-9;

    private final long[] correct = new long[NGramCounts.LONGEST];
    private final long[] guessed = new long[NGramCounts.LONGEST];
    private long candidateWords;
    private long referenceWords;

    /** Adds a caption and returns its own BLEU-1 to BLEU-4, 0..1. */
    public List<Double> accept(String candidate, List<String> references) {
        NGramCounts counts = NGramCounts.of(candidate);
        List<NGramCounts> referenceCounts =
                references.stream().map(NGramCounts::of).toList();
        Bleu own = new Bleu();
        own.candidateWords = counts.words();
        own.referenceWords = closestLength(counts.words(), referenceCounts);
        for (int n = 1; n <= NGramCounts.LONGEST; n++) {
            own.guessed[n - 1] = Math.max(0, counts.words() - n + 1);
            own.correct[n - 1] = overlap(counts.ofLength(n), most(referenceCounts, n));
        }
        add(own, 1);
        return own.corpus();
    }

    /** BLEU-1 to BLEU-4 of everything accepted so far, 0..1. */
    public List<Double> corpus() {
        double ratio = (candidateWords + TINY) / (referenceWords + SMALL);
        double brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
        List<Double> scores = new ArrayList<>();
        double product = 1;
        for (int n = 1; n <= NGramCounts.LONGEST; n++) {
            product *= (correct[n - 1] + TINY) / (guessed[n - 1] + SMALL);
            scores.add(Math.pow(product, 1.0 / n) * brevity);
        }
        return scores;
    }

    /** Adds everything that {@code other} has accepted, that many times. */
    public void add(Bleu other, int times) {
        candidateWords += times * other.candidateWords;
        referenceWords += times * other.referenceWords;
        for (int i = 0; i < NGramCounts.LONGEST; i++) {
            correct[i] += times * other.correct[i];
            guessed[i] += times * other.guessed[i];
        }
    }

    /** The reference length nearest to the candidate's; the shorter of two as near. */
    private static long closestLength(int words, List<NGramCounts> references) {
        return references.stream()
                .mapToInt(NGramCounts::words)
                .boxed()
                .min((first, second) -> {
                    int byDistance = Integer.compare(Math.abs(first - words), Math.abs(second - words));
                    return byDistance != 0 ? byDistance : Integer.compare(first, second);
                })
                .orElse(0);
    }

    private static Map<List<String>, Integer> most(List<NGramCounts> references, int length) {
        Map<List<String>, Integer> most = new HashMap<>();
        for (NGramCounts reference : references) {
            reference.ofLength(length).forEach((ngram, count) -> most.merge(ngram, count, Math::max));
        }
        return most;
    }

    private static long overlap(Map<List<String>, Integer> candidate, Map<List<String>, Integer> limits) {
        long sum = 0;
        for (Map.Entry<List<String>, Integer> entry : candidate.entrySet()) {
            sum += Math.min(entry.getValue(), limits.getOrDefault(entry.getKey(), 0));
        }
        return sum;
    }
}
