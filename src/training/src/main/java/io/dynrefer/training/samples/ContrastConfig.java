package io.dynrefer.training.samples;

import io.dynrefer.region.DynReferException;

/**
 * What the contrastive loss compares regions with.
 *
 * @param labels which pairs are true
 * @param phrases short texts drawn per region besides its caption, 0 for captions alone (the paper's choice)
 */
public record ContrastConfig(Labels labels, int phrases) {
    /** The paper's. */
    public static final ContrastConfig PUBLISHED = new ContrastConfig(Labels.DIAGONAL, 0);

    /** Which pairs of region and text count as true. */
    public enum Labels {
        /** Those that were drawn together, and no other (METHOD 5). */
        DIAGONAL,
        /**
         * All that the annotations say are true: a text of another region that is among the region's own captions or
         * phrases is not held against it. Equal texts of a batch are compared once.
         */
        KNOWN
    }

    public ContrastConfig {
        if (phrases < 0) {
            throw DynReferException.invalid("phrases", "phrases must be 0 or more, not " + phrases + ".");
        }
    }
}
