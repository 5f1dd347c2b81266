package io.dynrefer.data.language;

import io.dynrefer.data.language.WordNet.Synset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What names of things mean, by WordNet: the sense that photos show, and the broader terms that people say. */
public final class Senses {
    private static final Map<String, String> LISTED = listed();
    private static final Set<String> SAID = said();

    private Senses() {}

    private static Map<String, String> listed() {
        Map<String, String> kinds = new HashMap<>();
        for (String line : WordLists.entries("senses.txt")) {
            String[] parts = line.split(": ");
            kinds.put(parts[0], parts[1]);
        }
        return kinds;
    }

    private static Set<String> said() {
        Set<String> terms = new HashSet<>();
        WordLists.words("broader-terms.txt").forEach(term -> terms.add(term.replace('_', ' ')));
        return terms;
    }

    /** The names whose sense is listed, with a word for what they are a kind of. */
    static Map<String, String> listedKinds() {
        return Map.copyOf(LISTED);
    }

    /** The sense of a name that photos show; of several unknown words together, that of the last ones. */
    public static Optional<Synset> of(String name) {
        List<Synset> senses = senses(name, LISTED.getOrDefault(name, ""));
        if (senses.isEmpty()) {
            int space = name.indexOf(' ');
            return space < 0 ? Optional.empty() : of(name.substring(space + 1));
        }
        return Optional.of(senses.get(0));
    }

    private static List<Synset> senses(String name, String kind) {
        return kind.isEmpty() ? WordNet.shared().senses(name) : ofKind(name, kind);
    }

    /** The senses of a noun, as it is and in the singular, that are this or a kind of it. */
    private static List<Synset> ofKind(String noun, String kind) {
        WordNet words = WordNet.shared();
        return Stream.concat(words.senses(noun).stream(), words.senses(words.singular(noun)).stream())
                .filter(sense -> sense.words().contains(kind)
                        || words.allBroader(sense).stream()
                                .anyMatch(broader -> broader.words().contains(kind)))
                .toList();
    }

    /** The broader terms that a person would say of it ({@code animal}, {@code vehicle}), the nearest first. */
    public static List<String> broaderTerms(String name) {
        Set<String> terms = new LinkedHashSet<>();
        of(name).map(WordNet.shared()::allBroader)
                .orElse(List.of())
                .forEach(sense ->
                        sense.words().stream().filter(SAID::contains).limit(1).forEach(terms::add));
        terms.remove(name);
        return List.copyOf(terms);
    }
}
