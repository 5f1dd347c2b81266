package io.dynrefer.research.benchmarks;

import java.util.List;
import java.util.Random;

/** Sentences about things, of ordinary words. */
final class Sentences {
    private static final List<String> COLORS =
            List.of("red", "blue", "white", "black", "green", "brown", "yellow", "grey", "striped", "wooden", "large");
    private static final List<String> THINGS = List.of(
            "cat", "dog", "chair", "table", "cup", "man", "woman", "car", "train", "tree", "window", "horse", "bottle",
            "plate", "shirt", "lamp", "bench", "boat", "bird", "clock", "sofa", "book", "phone", "pizza", "zebra");
    private static final List<String> RELATIONS =
            List.of("near", "behind", "on", "under", "in front of", "to the left of", "to the right of", "next to");

    private Sentences() {}

    static String next(Random random) {
        return "the " + thing(random) + " " + one(RELATIONS, random) + " the " + thing(random);
    }

    private static String thing(Random random) {
        return one(COLORS, random) + " " + one(THINGS, random);
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
