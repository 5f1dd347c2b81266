package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.TextResource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The WordNet 3.0 synsets of single English words, of all parts of speech, with METEOR's own morphology: irregular
 * forms from WordNet's exception lists, otherwise the first suffix rule that leads to a known word. Reads WordNet's
 * index files once, some 80,000 words. Immutable.
 */
final class WordNetSynonyms {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn30/";
    /**
     * A synset's offset is unique within a part of speech only. METEOR keeps the bare offset, so "down" (an adjective)
     * and "standing" (a verb) are synonyms to it, and so they are here.
     */
    private static final List<String> PARTS_OF_SPEECH = List.of("noun", "verb", "adj", "adv");
    /** In the index, a pointer count and the pointers' symbols stand between these and the offsets. */
    private static final int SYNSET_COUNT = 2;

    private static final int SHORTEST_INFLECTED = 3;
    private static final int[] NONE = {};

    /** Endings and what a base form has in their place. */
    private static final List<Suffix> SUFFIXES = Stream.of(
                    "s ses:s xes:x zes:z ches:ch shes:sh men:man ies:y es:e es ed:e ed ing:e ing er est er:e est:e"
                            .split(" "))
            .map(Suffix::parse)
            .toList();

    private final Map<String, int[]> synsets; // sorted
    private final Map<String, Set<String>> irregular;

    private record Suffix(String inflected, String base) {
        static Suffix parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0 ? new Suffix(text, "") : new Suffix(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    private static final class Shared {
        private static final WordNetSynonyms INSTANCE = new WordNetSynonyms();
    }

    private WordNetSynonyms() {
        synsets = new HashMap<>(1 << 17);
        irregular = new HashMap<>();
        for (String name : PARTS_OF_SPEECH) {
            TextResource.lines(WordNetSynonyms.class, FOLDER + "index." + name).forEach(this::addSynsets);
            TextResource.lines(WordNetSynonyms.class, FOLDER + name + ".exc").forEach(this::addIrregular);
        }
    }

    /** The one dictionary of the process, read at the first call. */
    static WordNetSynonyms shared() {
        return Shared.INSTANCE;
    }

    private void addSynsets(String line) {
        int wordEnd = line.indexOf(' ');
        boolean single = wordEnd > 0 && line.lastIndexOf('_', wordEnd) < 0; // the licence lines start with a space
        if (single) {
            String[] fields = line.split(" +");
            int count = Integer.parseInt(fields[SYNSET_COUNT]);
            int[] found = new int[count];
            for (int i = 0; i < count; i++) {
                found[i] = Integer.parseInt(fields[fields.length - count + i]);
            }
            synsets.merge(fields[0], sorted(found), WordNetSynonyms::union);
        }
    }

    private void addIrregular(String line) {
        String[] forms = line.split(" ");
        for (int base = 1; base < forms.length; base++) {
            irregular.computeIfAbsent(forms[0], form -> new TreeSet<>()).add(forms[base]);
        }
    }

    /** The synsets of a lower-case word and of its base form, sorted; empty for an unknown word. */
    int[] synsets(String word) {
        int[] found = of(word);
        for (String base : bases(word)) {
            found = union(found, of(base));
        }
        return found;
    }

    /** Whether two sorted lists of synsets have one in common. */
    static boolean overlap(int[] first, int[] second) {
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            if (first[i] == second[j]) {
                return true;
            }
            if (first[i] < second[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }

    private int[] of(String word) {
        return synsets.getOrDefault(word, NONE);
    }

    private Set<String> bases(String word) {
        Set<String> listed = irregular.get(word);
        if (listed != null) {
            return listed;
        }
        if (word.endsWith("ss") || word.length() < SHORTEST_INFLECTED) {
            return Set.of();
        }
        return SUFFIXES.stream()
                .filter(suffix -> word.endsWith(suffix.inflected()))
                .map(suffix ->
                        word.substring(0, word.length() - suffix.inflected().length()) + suffix.base())
                .filter(synsets::containsKey)
                .findFirst()
                .map(Set::of)
                .orElse(Set.of());
    }

    private static int[] union(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return sorted(both);
    }

    private static int[] sorted(int[] values) {
        return Arrays.stream(values).sorted().distinct().toArray();
    }
}
