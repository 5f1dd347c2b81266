package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.scene.Look;
import io.dynrefer.research.scenes.rooms.scene.Size;
import java.util.ArrayList;
import java.util.List;

/** Ways to name a thing with what is known of its looks. */
final class NounPhrase {
    private NounPhrase() {}

    /** Adjectives for {@code seen}, each alone or in pairs, best first; an empty one if nothing is known. */
    static List<String> adjectives(SeenObject seen) {
        List<String> adjectives = new ArrayList<>();
        Look look = seen.object().look();
        List<PaintColor> colors = seen.colors();
        if (look.pattern() != null) {
            String pattern = look.pattern().word();
            adjectives.add(colors.get(0).word() + " and " + colors.get(1).word() + " " + pattern);
            adjectives.add(pattern);
        } else if (look.substance() != null
                && !seen.word().equals(look.substance().word())) {
            adjectives.add(look.substance().word());
        } else if (!colors.isEmpty()) {
            adjectives.add(colors.get(0).word());
        }
        if (seen.size() != Size.USUAL) {
            String size = seen.size().word();
            adjectives.add(adjectives.isEmpty() || look.pattern() != null ? size : size + " " + adjectives.get(0));
        }
        return adjectives.isEmpty() ? List.of("") : adjectives;
    }

    /** "a red chair", "a chair with red legs": every known way, without an article. */
    static List<String> of(SeenObject seen) {
        List<String> phrases = new ArrayList<>();
        for (String adjective : adjectives(seen)) {
            phrases.add((adjective + " " + seen.word()).strip());
        }
        Look.PartColor part = seen.object().look().part();
        if (part != null) {
            String article = part.part().endsWith("s") ? "" : article(part.words()) + " ";
            phrases.clear();
            phrases.add(seen.word() + " with " + article + part.words());
        }
        return phrases;
    }

    /** "a" or "an", as {@code phrase} begins. */
    static String article(String phrase) {
        return "aeiou".indexOf(phrase.charAt(0)) >= 0 ? "an" : "a";
    }

    /** {@code phrase} with its indefinite article. */
    static String indefinite(String phrase) {
        return article(phrase) + " " + phrase;
    }
}
