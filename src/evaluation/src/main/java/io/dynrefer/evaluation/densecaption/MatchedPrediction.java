package io.dynrefer.evaluation.densecaption;

import java.util.List;

/**
 * A prediction and the region it overlaps most.
 *
 * @param claim whether the region was still free
 * @param overlap IoU with the region, 0 when it overlaps none
 * @param references the region's captions; empty when it overlaps none
 */
public record MatchedPrediction(CaptionPrediction prediction, Claim claim, double overlap, List<String> references) {
    /** Whether a prediction got its region. */
    public enum Claim {
        FIRST,
        /** The region was taken by a better scored prediction, or there is none. */
        REFUSED
    }

    public MatchedPrediction {
        references = List.copyOf(references);
    }
}
