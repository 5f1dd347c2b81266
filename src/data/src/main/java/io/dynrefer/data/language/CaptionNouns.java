package io.dynrefer.data.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The things that captions name: nouns in the singular, and compounds that WordNet knows ({@code living room}) beside
 * their head. What is a noun is decided from how often WordNet's texts use the word as one, and lists for photos.
 */
public final class CaptionNouns {
    private static final Set<String> GENERIC = WordLists.words("generic-nouns.txt");
    private static final Set<String> USED_AS_NOUNS = WordLists.words("noun-forms.txt");
    private static final int SHORTEST = 3;
    private static final String TELEVISION = "tv";
    private static final Set<String> PLURALS = Set.of(
            "sunglasses",
            "glasses",
            "jeans",
            "headphones",
            "pajamas",
            "pants",
            "shorts",
            "scissors",
            "tights",
            "clothes",
            "stairs",
            "binoculars",
            "electronics",
            "people");

    private CaptionNouns() {}

    /** The nouns of a caption, each once, in its order. */
    public static List<String> of(String caption) {
        List<String> tokens = CaptionText.tokens(caption);
        Set<String> nouns = new LinkedHashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (isNoun(tokens, i)) {
                String noun = singular(tokens.get(i));
                if (i > 0 && canModify(tokens, i - 1)) {
                    String compound = tokens.get(i - 1) + " " + noun;
                    if (WordNet.shared().isNoun(compound)) {
                        nouns.add(compound);
                    }
                }
                nouns.add(noun);
            }
        }
        return List.copyOf(nouns);
    }

    private static boolean canModify(List<String> tokens, int at) {
        String word = tokens.get(at);
        boolean participle = word.endsWith("ing") && !AttributeWords.isState(word);
        return isNoun(tokens, at) || participle;
    }

    /** The singular, where people say one. */
    private static String singular(String word) {
        return PLURALS.contains(word) ? word : WordNet.shared().singular(word);
    }

    private static boolean isNoun(List<String> tokens, int at) {
        String word = tokens.get(at);
        String singular = singular(word);
        if (word.length() < SHORTEST && !word.equals(TELEVISION)
                || GENERIC.contains(word)
                || GENERIC.contains(singular)
                || CaptionText.FUNCTION_WORDS.contains(word)
                || CaptionText.DETERMINERS.contains(word)
                || CaptionText.NUMBERS.contains(word)
                || !WordNet.shared().isNoun(singular)) {
            return false;
        }
        if (USED_AS_NOUNS.contains(singular)) {
            return true;
        }
        if (word.endsWith("ing")
                || word.endsWith("ed")
                || AttributeWords.attribute(word).isPresent()) {
            return false;
        }
        WordNet.Uses uses = WordNet.shared().uses(word);
        boolean counted = uses.noun() + uses.verb() + uses.other() > 0;
        return counted ? uses.noun() >= uses.verb() && uses.noun() >= uses.other() : !uses.canBeVerb();
    }
}
