package io.dynrefer.data.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a caption without a colour has room for one: before the noun that names the thing and the material or nouns
 * that belong to it. Training can put in a colour there that is known from elsewhere.
 */
public final class ColorSlots {
    private static final String PERSON = "person";

    private ColorSlots() {}

    /**
     * The caption with the colour: {@code a large bus on a road} and {@code red} give {@code a large red bus on a
     * road}.
     *
     * @param caption in the project's form, about a thing of this category
     * @param color a word such as {@code red}
     * @return empty where a colour is there already, the thing is not named, or it is a person
     */
    public static Optional<String> withColor(String caption, String category, String color) {
        List<String> words = new ArrayList<>(List.of(caption.split(" ")));
        int noun = noun(words, category);
        if (noun < 0 || category.equals(PERSON) || words.stream().anyMatch(AttributeWords::isColor)) {
            return Optional.empty();
        }
        int at = noun;
        while (at > 0 && belongsToNoun(words.get(at - 1))) {
            at--;
        }
        words.add(at, color);
        if (at > 0 && List.of("a", "an").contains(words.get(at - 1))) {
            words.set(at - 1, CaptionText.article(color));
        }
        return Optional.of(String.join(" ", words));
    }

    private static int noun(List<String> words, String category) {
        List<String> names = ClassWords.of(category);
        for (int start = 0; start < words.size(); start++) {
            for (int end = Math.min(words.size(), start + CaptionText.LONGEST_NAME); end > start; end--) {
                String name = String.join(" ", words.subList(start, end));
                if (name.equals(category)
                        || names.contains(name)
                        || names.contains(WordNet.shared().singular(name))) {
                    return start;
                }
            }
        }
        return -1;
    }

    private static boolean belongsToNoun(String word) {
        if (CaptionText.DETERMINERS.contains(word) || CaptionText.NUMBERS.contains(word)) {
            return false;
        }
        Optional<String> attribute = AttributeWords.attribute(word);
        if (attribute.isPresent()) {
            return attribute.get().startsWith("material:");
        }
        WordNet.Uses uses = WordNet.shared().uses(word);
        return uses.noun() > uses.other();
    }
}
