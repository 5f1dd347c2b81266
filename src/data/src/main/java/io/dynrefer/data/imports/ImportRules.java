package io.dynrefer.data.imports;

import io.dynrefer.region.DynReferException;
import java.util.Map;

/**
 * What an import leaves out.
 *
 * @param leastSide pixels; a box with a smaller side is left out
 * @param caps how many training boxes of a category are kept at most; of one that is not named, all
 * @param seed decides which boxes over a cap are left out
 */
public record ImportRules(int leastSide, Map<String, Integer> caps, long seed) {
    /** From this side on, a thing can be told in photos of 384 pixels. */
    public static final int USUAL_LEAST_SIDE = 14;

    public ImportRules {
        caps = Map.copyOf(caps);
        if (leastSide < 1) {
            throw DynReferException.invalid("--least-side", "--least-side takes a number of pixels from 1.");
        }
    }
}
