package io.dynrefer.data.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The usual words for a thing of a class: {@code man, woman, player, …} for {@code person}; singular, lower case, the
 * class's own name first. Immutable.
 */
public final class ClassWords {
    private static final Map<String, List<String>> LISTED = listed();

    private ClassWords() {}

    private static Map<String, List<String>> listed() {
        Map<String, List<String>> words = new HashMap<>();
        for (String line : WordLists.entries("class-words.txt")) {
            String[] parts = line.split(": ");
            words.put(parts[0], List.of(parts[1].split(", ")));
        }
        return words;
    }

    /** The usual words of a class; of one that is not listed, its name and the synonyms of the name's usual sense. */
    public static List<String> of(String category) {
        Set<String> words = new LinkedHashSet<>();
        words.add(WordNet.shared().singular(category));
        List<String> listed = LISTED.get(category);
        if (listed != null) {
            words.addAll(listed);
        } else {
            WordNet.shared().senses(category).stream().limit(1).forEach(sense -> words.addAll(sense.words()));
        }
        return List.copyOf(words);
    }

    /** The classes by their words, each word with all the classes it may name. */
    static Map<String, List<String>> byWord(Iterable<String> categories) {
        Map<String, List<String>> classes = new LinkedHashMap<>();
        for (String category : categories) {
            of(category)
                    .forEach(word -> classes.computeIfAbsent(word, key -> new ArrayList<>())
                            .add(category));
        }
        return classes;
    }

    /**
     * Whether a caption says the class's name or usual word and nothing else: {@code a cup}, {@code his wine glass}.
     */
    public static boolean isBare(String caption, String category) {
        String name = CaptionText.words(caption).stream()
                .filter(word -> !CaptionText.DETERMINERS.contains(word))
                .collect(Collectors.joining(" "));
        List<String> words = of(category);
        return name.equals(category)
                || words.contains(name)
                || words.contains(WordNet.shared().singular(name));
    }

    /** Whether a text has one of the usual words of a class, also in the plural. */
    public static boolean names(String text, String category) {
        Set<String> words = Set.copyOf(of(category));
        List<String> tokens = CaptionText.words(text);
        for (int start = 0; start < tokens.size(); start++) {
            for (int length = 1; length <= CaptionText.LONGEST_NAME && start + length <= tokens.size(); length++) {
                String name = String.join(" ", tokens.subList(start, start + length));
                if (words.contains(name) || words.contains(WordNet.shared().singular(name))) {
                    return true;
                }
            }
        }
        return false;
    }
}
