package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import java.util.Locale;

/** A way in which two words, or phrases, can stand for each other. */
public enum MeteorModule {
    /** The same word. */
    EXACT(1.0, 1.0),
    /** Different words with the same stem. */
    STEM(0.6, 0.5),
    /** Different words with a WordNet synset in common. */
    SYNONYM(0.8, 0.5),
    /** Phrases of a paraphrase table. */
    PARAPHRASE(0.6, 0.5);

    private final double weight;
    private final double searchWeight;

    MeteorModule(double weight, double searchWeight) {
        this.weight = weight;
        this.searchWeight = searchWeight;
    }

    /** What a match is worth in precision and recall (task "rank", English). */
    public double weight() {
        return weight;
    }

    /**
     * What a matched word is worth in the search, before it is cut down to whole numbers: a match of one or two such
     * words adds 0 or 1.
     */
    double searchWeight() {
        return searchWeight;
    }

    /** The module METEOR calls by this name, e.g. {@code stem}. */
    public static MeteorModule of(String name) {
        return Arrays.stream(values())
                .filter(module -> module.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> DynReferException.invalid(
                        "modules", "'" + name + "' is no METEOR module; use exact, stem, synonym or paraphrase."));
    }
}
