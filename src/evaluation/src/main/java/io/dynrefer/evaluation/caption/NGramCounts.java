package io.dynrefer.evaluation.caption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How often each run of 1 to 4 words occurs in a sentence. */
final class NGramCounts {
    static final int LONGEST = 4;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<Map<List<String>, Integer>> byLength = new ArrayList<>(); // index 0 holds the single words
    private final int words;

    private NGramCounts(List<String> words) {
        this.words = words.size();
        for (int length = 1; length <= LONGEST; length++) {
            Map<List<String>, Integer> counts = new HashMap<>();
            for (int start = 0; start + length <= words.size(); start++) {
                counts.merge(words.subList(start, start + length), 1, Integer::sum);
            }
            byLength.add(counts);
        }
    }

    static NGramCounts of(String sentence) {
        return new NGramCounts(words(sentence));
    }

    /** What white space separates, the unbreakable kind too. */
    static List<String> words(String sentence) {
        return WHITE_SPACE
                .splitAsStream(sentence)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    int words() {
        return words;
    }

    /** The n-grams of {@code length} words, 1 to 4. */
    Map<List<String>, Integer> ofLength(int length) {
        return byLength.get(length - 1);
    }
}
