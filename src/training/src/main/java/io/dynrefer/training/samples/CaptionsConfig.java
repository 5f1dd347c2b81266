package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.language.ClassWords;
import io.dynrefer.region.DynReferException;
import org.jspecify.annotations.Nullable;

/**
 * Which captions are learned how often: most regions of photos have none but their category's name, and a language
 * model that sees them as often as the others says <i>a cup</i> and no more.
 *
 * @param bare how many times a region without any other caption occurs in an epoch
 * @param regions how many times a region occurs that was captioned as one ({@code part} with the end {@code -regions})
 * @param colors how often a caption without a colour gets the one that the start weights are sure of
 * @param names how often a caption is steered by what the start weights predict; none never is
 */
public record CaptionsConfig(
        double bare,
        double regions,
        double colors,
        @Nullable Names names) {
    private static final String REGIONS = "-regions";

    /**
     * Captions steered by a predicted name and predicted tags.
     *
     * @param share of all captions; the rest are steered by words of their own ({@link ControlDropout})
     * @param temperature of the scores that names are drawn by; above 1, because the weights are surer of what they
     *     learned from than of anything else
     * @param others share of those that say a name and no more which get another name of the default vocabulary, in the
     *     caption and before it, so that names which the data never have are told too
     */
    public record Names(double share, double temperature, double others) {
        public Names {
            if (!(share >= 0 && share <= 1) || !(temperature > 0) || !(others >= 0 && others <= 1)) {
                throw DynReferException.invalid(
                        "captions.names",
                        "captions.names needs share and others from 0 to 1, and a temperature above 0.");
            }
        }
    }

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
