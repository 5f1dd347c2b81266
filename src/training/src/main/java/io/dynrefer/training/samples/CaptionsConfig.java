package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.language.ClassWords;
import io.dynrefer.region.DynReferException;

/**
 * Which captions are learned how often: most regions of photos have none but their category's name, and a language
 * model that sees them as often as the others says <i>a cup</i> and no more.
 *
 * @param bare how many times a region without any other caption occurs in an epoch
 * @param regions how many times a region occurs that was captioned as one ({@code part} with the end {@code -regions})
 * @param colors how often a caption without a colour gets the one that the start weights are sure of
 */
public record CaptionsConfig(double bare, double regions, double colors) {
    private static final String REGIONS = "-regions";

    public CaptionsConfig {
        if (!(bare > 0) || !(regions > 0) || !(colors >= 0 && colors <= 1)) {
            throw DynReferException.invalid(
                    "captions", "captions needs bare and regions above 0, and colors from 0 to 1.");
        }
    }

    /** How many times a region occurs in an epoch. */
    public double weight(AnnotatedRegion region) {
        if (region.origin().part().endsWith(REGIONS)) {
            return regions;
        }
        String category = region.labels().category();
        boolean allBare = region.captions().stream().allMatch(caption -> ClassWords.isBare(caption, category));
        return allBare ? bare : 1;
    }
}
