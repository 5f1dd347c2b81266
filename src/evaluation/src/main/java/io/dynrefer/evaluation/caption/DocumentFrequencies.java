package io.dynrefer.evaluation.caption;

import io.dynrefer.evaluation.PhraseTree;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In how many samples' references each n-gram occurs: what CIDEr needs to know before it can score anything. Feed it
 * the references of every sample first. It grows with the distinct n-grams, some twenty bytes each. Not thread-safe.
 */
public final class DocumentFrequencies {
    private final PhraseTree ngrams = new PhraseTree();
    private int[] samplesWith = new int[1024]; // by n-gram
    private int samples;

    /** Adds one sample's references. */
    public void accept(List<String> references) {
        samples++;
        Set<Integer> seen = new HashSet<>();
        for (String reference : references) {
            List<String> words = NGramCounts.words(reference);
            for (int start = 0; start < words.size(); start++) {
                int ngram = PhraseTree.ROOT;
                for (int end = start; end < Math.min(words.size(), start + NGramCounts.LONGEST); end++) {
                    ngram = ngrams.findOrAdd(ngram, words.get(end));
                    seen.add(ngram);
                }
            }
        }
        if (ngrams.size() >= samplesWith.length) {
            samplesWith = Arrays.copyOf(samplesWith, Math.max(2 * samplesWith.length, ngrams.size() + 1));
        }
        seen.forEach(ngram -> samplesWith[ngram]++);
    }

    /** How many samples were added. */
    public int samples() {
        return samples;
    }

    /** In how many samples the n-gram occurs, 0 where in none. */
    int of(List<String> ngram) {
        int number = ngrams.find(ngram);
        return number == PhraseTree.ABSENT ? 0 : samplesWith[number];
    }
}
