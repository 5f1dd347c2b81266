package io.dynrefer.data.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words that texts say attributes in, and which attributes a true one makes false. Immutable. */
public final class AttributeWords {
    private static final String COLOR = "color:";
    private static final String STATE = "state:";
    private static final String EXCLUSIVE = "!";
    private static final String BARE = "-";

    private static final Set<String> ENDS_OF_HEAD =
            Set.of(CaptionText.STOP, "with", "in", "on", "that", "which", "featuring", "has", "and", "whose");

    private static final List<String> BASIC_COLORS =
            List.of("black", "white", "gray", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown");
    private static final Set<String> ACHROMATIC = Set.of("black", "white", "gray");
    private static final List<List<String>> NEAR = List.of(
            List.of("red", "orange"),
            List.of("orange", "yellow"),
            List.of("orange", "brown"),
            List.of("red", "pink"),
            List.of("purple", "pink"),
            List.of("purple", "blue"),
            List.of("gray", "black"),
            List.of("gray", "white"),
            List.of("brown", "black"),
            List.of("red", "brown"));

    private static final AttributeWords LISTED = new AttributeWords(WordLists.entries("attribute-words.txt"));

    private final Map<String, String> byForm = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new HashMap<>(); // the exclusive ones, by attribute

    private AttributeWords(List<String> lines) {
        for (String line : lines) {
            String[] parts = line.split(": ");
            String prefix = parts[0].equals(BARE) ? "" : parts[0].replace(EXCLUSIVE, "") + ":";
            List<String> group = new ArrayList<>();
            for (String entry : parts[1].split("; ")) {
                String name = entry.contains("=") ? entry.substring(0, entry.indexOf('=')) : entry;
                String attribute = prefix + name;
                group.add(attribute);
                byForm.putIfAbsent(name, attribute);
                Arrays.stream(entry.substring(entry.indexOf('=') + 1).split(","))
                        .forEach(form -> byForm.putIfAbsent(form, attribute));
            }
            if (parts[0].endsWith(EXCLUSIVE)) {
                group.forEach(attribute -> groups.put(attribute, group));
            }
        }
    }

    /** The attribute that a word says, such as {@code material:wood} for {@code wooden}. */
    static Optional<String> attribute(String word) {
        return Optional.ofNullable(LISTED.byForm.get(word));
    }

    /** Whether the word says what a thing does or which state it is in. */
    static boolean isState(String word) {
        return attribute(word).filter(name -> name.startsWith(STATE)).isPresent();
    }

    /** Whether the word is a colour. */
    static boolean isColor(String word) {
        return attribute(word).filter(name -> name.startsWith(COLOR)).isPresent();
    }

    /**
     * The attributes that a detailed description says of its thing: {@code A light yellow vase made of ceramic, with a
     * brown foot} gives light, yellow and ceramic; what comes after the first clause is said of parts.
     */
    public static List<String> ofDescription(String description) {
        Set<String> attributes = new LinkedHashSet<>();
        for (String word : CaptionText.tokens(description)) {
            if (ENDS_OF_HEAD.contains(word)) {
                break;
            }
            attribute(word).ifPresent(attributes::add);
        }
        return List.copyOf(attributes);
    }

    /** Every attribute that words stand for, in a fixed order. */
    static List<String> all() {
        return LISTED.byForm.values().stream().distinct().toList();
    }

    /** How surely the true colours were found, which decides what they make false. */
    public enum Colors {
        /** Computed from the pixels: every other colour that people would not take for one of them is false. */
        COMPUTED,
        /** Said by someone, who may not have mentioned black, white or gray beside them. */
        SAID
    }

    /** The attributes that are false because these are true. */
    public static List<String> excludedBy(Iterable<String> attributes, Colors colors) {
        Set<String> excluded = new LinkedHashSet<>();
        Set<String> given = new LinkedHashSet<>();
        Set<String> present = new LinkedHashSet<>();
        for (String attribute : attributes) {
            given.add(attribute);
            excluded.addAll(LISTED.groups.getOrDefault(attribute, List.of()));
            if (attribute.startsWith(COLOR)) {
                present.add(attribute.substring(COLOR.length()));
            }
        }
        if (!present.isEmpty() && BASIC_COLORS.containsAll(present)) {
            BASIC_COLORS.stream()
                    .filter(other -> colors == Colors.COMPUTED || !ACHROMATIC.contains(other))
                    .filter(other -> present.stream().noneMatch(color -> isNear(color, other)))
                    .forEach(other -> excluded.add(COLOR + other));
        }
        excluded.removeAll(given);
        return List.copyOf(excluded);
    }

    /** Whether people may well call the one the other: neither is then a known falsehood of the other. */
    private static boolean isNear(String color, String other) {
        return color.equals(other) || NEAR.stream().anyMatch(pair -> pair.contains(color) && pair.contains(other));
    }
}
