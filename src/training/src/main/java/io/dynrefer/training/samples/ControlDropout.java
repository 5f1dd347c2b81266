package io.dynrefer.training.samples;

import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How often control words are left out (METHOD 5), so that captions can be written with and without them.
 *
 * @param all probability that a region gets none
 * @param each otherwise, probability of every single word to be left out
 */
public record ControlDropout(double all, double each) {
    /** The paper's: one half each. */
    public static final ControlDropout PUBLISHED = new ControlDropout(0.5, 0.5);

    public ControlDropout {
        requireProbability("all", all);
        requireProbability("each", each);
    }

    private static void requireProbability(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw DynReferException.invalid(
                    field, field + " must be a probability between 0 and 1, not " + value + ".");
        }
    }

    /** The words that are left, in random order. */
    public ControlWords draw(List<String> words, Random random) {
        if (random.nextDouble() < all) {
            return ControlWords.NONE;
        }
        List<String> kept = new ArrayList<>();
        for (String word : words) {
            if (random.nextDouble() >= each) {
                kept.add(word);
            }
        }
        Collections.shuffle(kept, random);
        return new ControlWords(kept);
    }
}
