package io.dynrefer.search;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A phrase that regions are searched by, e.g. "red suitcase".
 *
 * @param thing the name of a category, e.g. "suitcase"; empty: of any
 * @param attributes e.g. {@code color:red}
 */
public record Phrase(Optional<String> thing, List<Attribute> attributes) {
    public Phrase {
        attributes = List.copyOf(attributes);
    }

    /**
     * Takes the words in front that are attributes for such, and the rest for the thing: "red metal fire hydrant". A
     * word that stands alone is a thing only if it is no attribute. Articles in front are left out.
     *
     * @param known the attributes that words may stand for; of several the first
     */
    public static Phrase parse(String text, List<Attribute> known) {
        Map<String, Attribute> byWord = new HashMap<>();
        known.forEach(attribute -> attribute.synonyms().forEach(word -> byWord.putIfAbsent(word, attribute)));
        List<String> words = new ArrayList<>(
                Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("[\\s,]+")));
        List<Attribute> attributes = new ArrayList<>();
        while (!words.isEmpty()) {
            String word = words.get(0);
            Attribute attribute = byWord.get(word);
            if (attribute != null) {
                attributes.add(new Attribute(attribute.type(), List.of(word), attribute.relation()));
            } else if (!List.of("a", "an", "the", "and", "").contains(word)) {
                break;
            }
            words.remove(0);
        }
        if (words.isEmpty() && attributes.isEmpty()) {
            throw DynReferException.invalid("query", "A search needs a word, e.g. 'red suitcase'.");
        }
        return new Phrase(words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words)), attributes);
    }
}
