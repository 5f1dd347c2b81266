package io.dynrefer.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers phrases: 1, 2, 3… in the order in which they and their beginnings come. A phrase is a path of numbered words,
 * so phrases share their beginnings and one costs about twenty bytes. Not thread-safe while phrases are added.
 */
public final class PhraseTree {
    /** The number of the phrase without a word, where every path starts. */
    public static final int ROOT = 0;
    /** What stands for a phrase that the tree does not hold. */
    public static final int ABSENT = -1;

    private final Map<String, Integer> wordNumbers = new HashMap<>();
    private final NumberTable nodes = new NumberTable();

    /** The largest number given so far. */
    public int size() {
        return nodes.size();
    }

    /** The number of the phrase that goes on with a word, new if need be. */
    public int findOrAdd(int phrase, String word) {
        int number = wordNumbers.computeIfAbsent(word, key -> wordNumbers.size());
        return nodes.findOrAdd(edge(phrase, number));
    }

    /** The number of the phrase that goes on with a word, or {@link #ABSENT}. */
    public int find(int phrase, String word) {
        Integer number = wordNumbers.get(word);
        int node = number == null ? NumberTable.ABSENT : nodes.find(edge(phrase, number));
        return node == NumberTable.ABSENT ? ABSENT : node;
    }

    /** The number of a phrase, or {@link #ABSENT}. */
    public int find(List<String> words) {
        int node = ROOT;
        for (String word : words) {
            node = find(node, word);
            if (node == ABSENT) {
                return ABSENT;
            }
        }
        return node;
    }

    private static long edge(int node, int word) {
        return (long) node << Integer.SIZE | word;
    }
}
