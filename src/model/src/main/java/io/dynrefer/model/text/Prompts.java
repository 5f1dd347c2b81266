package io.dynrefer.model.text;

import io.dynrefer.region.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The texts that stand for a category or an attribute in region–text contrast (METHOD 4). The noun of OVAD's templates
 * is empty, which leaves two spaces inside some texts; the model was trained with them.
 */
public final class Prompts {
    private static final List<String> YOUNG = List.of("young", "baby");
    private static final List<String> ALSO_YOUNG = List.of("kid", "kids", "child", "toddler", "boy", "girl");
    private static final List<String> OLD = List.of("adult", "old", "aged");
    private static final List<String> ALSO_OLD = List.of("teen", "elder");

    private Prompts() {}

    /** "the {category}", lower case. */
    public static String category(String name) {
        return "the " + name.toLowerCase(Locale.ROOT);
    }

    /** Two texts per word of the attribute, word by word; never empty. */
    public static List<String> attribute(Attribute attribute) {
        String type = attribute.type().replace(" tone", "");
        List<String> texts = new ArrayList<>();
        for (String word : words(attribute)) {
            texts.addAll(texts(attribute.relation(), word, type));
        }
        return List.copyOf(texts);
    }

    private static List<String> texts(Attribute.Relation relation, String word, String type) {
        return switch (relation) {
            case HAS -> List.of(("the " + word + " " + type).strip(), ("the  has " + word + " " + type).strip());
            case IS -> List.of(("the " + word).strip(), ("the  is " + word).strip());
        };
    }

    /** The attribute's words and, for the two ages, the further ones the research code adds. */
    private static List<String> words(Attribute attribute) {
        List<String> words = new ArrayList<>(attribute.synonyms());
        if (words.equals(YOUNG)) {
            words.addAll(ALSO_YOUNG);
        } else if (words.equals(OLD)) {
            words.addAll(ALSO_OLD);
        }
        return words;
    }
}
