package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.TextResource;
import java.util.Set;

/**
 * English words that carry grammar rather than content, and frequent punctuation: METEOR's list, which holds whatever
 * makes up a thousandth or more of newspaper text.
 */
final class FunctionWords {
    private static final Set<String> WORDS = Set.copyOf(TextResource.lines(FunctionWords.class, "function-words.txt"));

    private FunctionWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
