package io.dynrefer.evaluation.photos;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.region.Attribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Four free texts about a region, of which the first is right and the others say another colour, material, pattern,
 * shape or texture. Which others depends on the region alone.
 *
 * @param type of the attribute
 */
record TextChoice(String type, List<String> texts) {
    /** How a text says a word of each type. */
    private static final Map<String, String> FORMS = Map.of(
            "color", "it has %s color",
            "material", "it is made of %s",
            "pattern", "it has %s pattern",
            "shape", "it has %s shape",
            "texture", "it has %s texture");

    private static final int OTHERS = 3;
    private static final String VOWELS = "aeiou";

    /** The texts of these attributes that can be part of a choice. */
    static List<String> texts(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> FORMS.containsKey(attribute.type()))
                .map(TextChoice::text)
                .distinct()
                .toList();
    }

    /**
     * A choice for each true attribute of the region that enough others can be told from: those known to be false, or
     * where too few are, all that are not known to be true.
     *
     * @param asked attributes whose texts were asked
     */
    static List<TextChoice> of(AnnotatedRegion region, List<Attribute> asked) {
        RegionLabels labels = region.labels();
        Random random = new Random(region.id());
        List<TextChoice> choices = new ArrayList<>();
        for (Attribute right : asked) {
            if (FORMS.containsKey(right.type()) && labels.attributes().contains(right.name())) {
                List<Attribute> untrue = asked.stream()
                        .filter(other -> other.type().equals(right.type())
                                && !labels.attributes().contains(other.name()))
                        .toList();
                List<Attribute> others = new ArrayList<>(untrue.stream()
                        .filter(other -> labels.negativeAttributes().contains(other.name()))
                        .toList());
                if (others.size() < OTHERS) {
                    others = new ArrayList<>(untrue);
                }
                Collections.shuffle(others, random);
                if (others.size() >= OTHERS) {
                    List<String> texts = new ArrayList<>(List.of(text(right)));
                    others.subList(0, OTHERS).forEach(other -> texts.add(text(other)));
                    choices.add(new TextChoice(right.type(), texts));
                }
            }
        }
        return choices;
    }

    /** Whether these scores put the right text first; among equals they do not say. */
    boolean isRight(Map<String, Float> scores) {
        float right = scores.getOrDefault(texts.get(0), 0f);
        return texts.stream().skip(1).allMatch(text -> scores.getOrDefault(text, 0f) < right);
    }

    private static String text(Attribute attribute) {
        String word = attribute.synonyms().get(0);
        String article = VOWELS.indexOf(word.charAt(0)) < 0 ? "a " : "an ";
        return FORMS.getOrDefault(attribute.type(), "%s")
                .replace("%s", attribute.type().equals("material") ? word : article + word);
    }
}
