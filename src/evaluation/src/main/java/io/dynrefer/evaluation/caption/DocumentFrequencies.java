package io.dynrefer.evaluation.caption;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In how many samples' references each n-gram occurs: what CIDEr needs to know before it can score anything. Feed it
 * the references of every sample first. Words are numbered and an n-gram is a path in a tree of numbers, so it costs
 * about twenty bytes. Not thread-safe.
 */
public final class DocumentFrequencies {
    private static final int ROOT = 0;

    private final Map<String, Integer> wordNumbers = new HashMap<>();
    private final NumberTable nodes = new NumberTable();
    private int[] samplesWith = new int[1024]; // by node
    private int samples;

    /** Adds one sample's references. */
    public void accept(List<String> references) {
        samples++;
        Set<Integer> seen = new HashSet<>();
        for (String reference : references) {
            int[] words = numbered(reference.strip());
            for (int start = 0; start < words.length; start++) {
                int node = ROOT;
                for (int end = start; end < Math.min(words.length, start + NGramCounts.LONGEST); end++) {
                    node = nodes.findOrAdd(edge(node, words[end]));
                    seen.add(node);
                }
            }
        }
        if (nodes.size() >= samplesWith.length) {
            samplesWith = Arrays.copyOf(samplesWith, Math.max(2 * samplesWith.length, nodes.size() + 1));
        }
        seen.forEach(node -> samplesWith[node]++);
    }

    /** How many samples were added. */
    public int samples() {
        return samples;
    }

    /** In how many samples the n-gram occurs, 0 where in none. */
    int of(List<String> ngram) {
        int node = ROOT;
        for (String word : ngram) {
            Integer number = wordNumbers.get(word);
            node = number == null ? NumberTable.ABSENT : nodes.find(edge(node, number));
            if (node == NumberTable.ABSENT) {
                return 0;
            }
        }
        return samplesWith[node];
    }

    private int[] numbered(String sentence) {
        if (sentence.isEmpty()) {
            return new int[0];
        }
        String[] words = sentence.split("\\s+");
        int[] numbers = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = wordNumbers.computeIfAbsent(words[i], word -> wordNumbers.size());
        }
        return numbers;
    }

    private static long edge(int node, int word) {
        return (long) node << 32 | word;
    }
}
