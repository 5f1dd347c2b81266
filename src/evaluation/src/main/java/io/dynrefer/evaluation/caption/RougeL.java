package io.dynrefer.evaluation.caption;

import java.util.List;

/**
 * ROUGE-L with beta 1.2: the best precision and the best recall of a longest common subsequence over the references,
 * each on its own. Captions must be tokenised ({@link PtbTokenizer}). Not thread-safe.
 */
public final class RougeL {
    private static final double BETA_SQUARED = 1.2 * 1.2;

    private double sum;
    private long captions;

    /** Adds a caption and returns its own score, 0..1. */
    public double accept(String candidate, List<String> references) {
        String[] candidateWords = words(candidate);
        double precision = 0;
        double recall = 0;
        for (String reference : references) {
            String[] referenceWords = words(reference);
            int common = longestCommonSubsequence(candidateWords, referenceWords);
            precision = Math.max(precision, (double) common / candidateWords.length);
            recall = Math.max(recall, (double) common / referenceWords.length);
        }
        double score = precision == 0 || recall == 0
                ? 0
                : (1 + BETA_SQUARED) * precision * recall / (recall + BETA_SQUARED * precision);
        sum += score;
        captions++;
        return score;
    }

    /** The mean over everything accepted so far; NaN without a caption. */
    public double corpus() {
        return sum / captions;
    }

    /** An empty sentence is one empty word, as in the toolkit. */
    private static String[] words(String sentence) {
        return sentence.split(" ", -1);
    }

    private static int longestCommonSubsequence(String[] first, String[] second) {
        int[] previous = new int[second.length + 1];
        for (String word : first) {
            int[] current = new int[second.length + 1];
            for (int j = 0; j < second.length; j++) {
                current[j + 1] = word.equals(second[j]) ? previous[j] + 1 : Math.max(previous[j + 1], current[j]);
            }
            previous = current;
        }
        return previous[second.length];
    }
}
