package io.dynrefer.data.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nouns of WordNet 3.0: their senses, synonyms and broader terms, and how often a word is a noun at all. Words are
 * lower case with spaces ({@code wine glass}). Reads 20 MB at the first call. Immutable.
 */
public final class WordNet {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn30/";
    private static final String BROADER = "@";
    private static final int HEXADECIMAL = 16;

    private static final List<Suffix> SUFFIXES = List.of(
            new Suffix("s", ""),
            new Suffix("ses", "s"),
            new Suffix("xes", "x"),
            new Suffix("zes", "z"),
            new Suffix("ches", "ch"),
            new Suffix("shes", "sh"),
            new Suffix("men", "man"),
            new Suffix("ies", "y"));
    private static final List<Suffix> VERB_SUFFIXES = List.of(
            new Suffix("s", ""),
            new Suffix("ies", "y"),
            new Suffix("es", "e"),
            new Suffix("es", ""),
            new Suffix("ed", "e"),
            new Suffix("ed", ""),
            new Suffix("ing", "e"),
            new Suffix("ing", ""));

    private final Map<String, int[]> senses = new HashMap<>(1 << 18); // by word, the usual sense first
    private final Map<Integer, Synset> synsets = new HashMap<>(1 << 18); // by offset
    private final Map<String, String> irregular = new HashMap<>();
    private final Map<String, Uses> uses = new HashMap<>();

    private record Suffix(String inflected, String base) {
        Optional<String> strip(String word) {
            return word.endsWith(inflected)
                    ? Optional.of(word.substring(0, word.length() - inflected.length()) + base)
                    : Optional.empty();
        }
    }

    /**
     * A sense of a noun.
     *
     * @param offset WordNet's own number of it; {@code n} and eight digits make an ImageNet id
     * @param words its synonyms, the usual one first
     * @param broader the offsets of the next broader senses
     */
    public record Synset(int offset, List<String> words, List<Integer> broader) {
        public Synset {
            words = List.copyOf(words);
            broader = List.copyOf(broader);
        }
    }

    /** How often WordNet's example texts use a word, in its base form, as what; 0 where it can be that but never is. */
    record Uses(boolean canBeNoun, boolean canBeVerb, int noun, int verb, int other) {
        static final Uses NONE = new Uses(false, false, 0, 0, 0);
    }

    private static final class Shared {
        private static final WordNet INSTANCE = new WordNet();
    }

    private WordNet() {
        WordLists.lines(FOLDER + "index.noun").forEach(this::addSenses);
        WordLists.lines(FOLDER + "data.noun").forEach(this::addSynset);
        for (String line : WordLists.lines(FOLDER + "noun.exc")) {
            String[] forms = line.split(" ");
            irregular.putIfAbsent(words(forms[0]), words(forms[1]));
        }
        WordLists.lines(FOLDER + "cntlist.rev").forEach(this::addUses);
        for (String line : WordLists.lines(FOLDER + "index.verb")) {
            if (!line.startsWith(" ")) {
                uses.merge(words(line.substring(0, line.indexOf(' '))), new Uses(false, true, 0, 0, 0), WordNet::sum);
            }
        }
        senses.keySet().forEach(noun -> uses.merge(noun, new Uses(true, false, 0, 0, 0), WordNet::sum));
    }

    /** The one dictionary of the process, read at the first call. */
    public static WordNet shared() {
        return Shared.INSTANCE;
    }

    private static String words(String entry) {
        return entry.replace('_', ' ');
    }

    private void addSenses(String line) {
        if (line.startsWith(" ")) { // the licence
            return;
        }
        String[] fields = line.split(" +");
        int count = Integer.parseInt(fields[2]);
        senses.put(
                words(fields[0]),
                Arrays.stream(fields, fields.length - count, fields.length)
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    private void addSynset(String line) {
        if (line.startsWith(" ")) {
            return;
        }
        String[] fields = line.substring(0, line.indexOf('|')).split(" ");
        int offset = Integer.parseInt(fields[0]);
        int wordCount = Integer.parseInt(fields[3], HEXADECIMAL);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < wordCount; i++) {
            names.add(words(fields[4 + 2 * i]).toLowerCase(Locale.ROOT));
        }
        List<Integer> broader = new ArrayList<>();
        int pointers = 4 + 2 * wordCount;
        for (int at = pointers + 1; at < pointers + 1 + 4 * Integer.parseInt(fields[pointers]); at += 4) {
            if (fields[at].startsWith(BROADER)) {
                broader.add(Integer.parseInt(fields[at + 1]));
            }
        }
        synsets.put(offset, new Synset(offset, names, broader));
    }

    /** A line {@code word%part:… sense count}. */
    private void addUses(String line) {
        String[] fields = line.split(" ");
        int percent = fields[0].indexOf('%');
        int count = Integer.parseInt(fields[2]);
        Uses added = switch (fields[0].charAt(percent + 1)) {
            case '1' -> new Uses(true, false, count, 0, 0);
            case '2' -> new Uses(false, true, 0, count, 0);
            default -> new Uses(false, false, 0, 0, count);
        };
        uses.merge(words(fields[0].substring(0, percent)), added, WordNet::sum);
    }

    private static Uses sum(Uses one, Uses other) {
        return new Uses(
                one.canBeNoun || other.canBeNoun,
                one.canBeVerb || other.canBeVerb,
                one.noun + other.noun,
                one.verb + other.verb,
                one.other + other.other);
    }

    /**
     * The singular of a noun, also of several words ({@code wine glasses}); the noun itself where it is one or none.
     */
    public String singular(String noun) {
        int space = noun.lastIndexOf(' ') + 1;
        return noun.substring(0, space) + singularWord(noun.substring(space));
    }

    private String singularWord(String noun) {
        String listed = irregular.get(noun);
        if (listed != null) {
            return listed;
        }
        if (noun.endsWith("ss") || noun.endsWith("us") || !noun.endsWith("s") && !noun.endsWith("men")) {
            return noun;
        }
        return SUFFIXES.stream()
                .flatMap(suffix -> suffix.strip(noun).stream())
                .filter(senses::containsKey)
                .findFirst()
                .orElse(noun);
    }

    /** How often the word is a noun, a verb or something else, inflected forms as their base. */
    Uses uses(String word) {
        Uses found = uses.getOrDefault(word, Uses.NONE);
        String noun = singularWord(word);
        if (!noun.equals(word)) {
            Uses base = uses.getOrDefault(noun, Uses.NONE);
            found = sum(found, new Uses(base.canBeNoun, false, base.noun, 0, 0));
        }
        Uses verb =
                verbBase(word).map(base -> uses.getOrDefault(base, Uses.NONE)).orElse(Uses.NONE);
        return sum(found, new Uses(false, verb.canBeVerb, 0, verb.verb, 0));
    }

    private Optional<String> verbBase(String word) {
        return VERB_SUFFIXES.stream()
                .flatMap(suffix -> suffix.strip(word).stream())
                .filter(base -> uses.getOrDefault(base, Uses.NONE).canBeVerb)
                .findFirst();
    }

    /** Whether the word, singular or plural, is a noun. */
    public boolean isNoun(String word) {
        return !senses(word).isEmpty();
    }

    /** The senses of a noun, singular or plural, the usual one first; none for an unknown word. */
    public List<Synset> senses(String noun) {
        int[] found = senses.get(noun);
        if (found == null) {
            found = senses.getOrDefault(singular(noun), new int[0]);
        }
        return Arrays.stream(found).mapToObj(this::synset).toList();
    }

    /** The sense with this offset. */
    public Synset synset(int offset) {
        Synset found = synsets.get(offset);
        if (found == null) {
            throw new IllegalArgumentException("WordNet 3.0 has no noun synset " + offset);
        }
        return found;
    }

    /** The next broader senses. */
    public List<Synset> broader(Synset sense) {
        return sense.broader().stream().map(this::synset).toList();
    }

    /** All broader senses, the nearest first. */
    public List<Synset> allBroader(Synset sense) {
        Set<Synset> found = new LinkedHashSet<>();
        Deque<Synset> open = new ArrayDeque<>(broader(sense));
        while (!open.isEmpty()) {
            Synset next = open.removeFirst();
            if (found.add(next)) {
                open.addAll(broader(next));
            }
        }
        return List.copyOf(found);
    }
}
