package io.dynrefer.training.samples;

import io.dynrefer.region.DynReferException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the contrastive loss compares regions with.
 *
 * @param labels which pairs are true
 * @param phrases short texts drawn per region besides its caption, 0 for captions alone (the paper's choice)
 * @param always texts that are compared in every batch, whatever is drawn, with labels {@code known}; none if absent
 * @param balance exponent of the frequency by which attributes that are often true count less where they are, with
 *     labels {@code known}; 0 if absent
 */
public record ContrastConfig(
        Labels labels,
        int phrases,
        @Nullable Set<Always> always,
        @Nullable Double balance) {
    /** The paper's. */
    public static final ContrastConfig PUBLISHED = new ContrastConfig(Labels.DIAGONAL, 0, null, null);

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

    /** Texts compared in every batch. */
    public enum Always {
        /** The categories of all regions: a small batch alone would show only few that a region is not. */
        CATEGORIES,
        /** The attributes of all regions: rare ones are seldom among the phrases of a small batch. */
        ATTRIBUTES
    }

    public ContrastConfig {
        if (always != null && labels != Labels.KNOWN) {
            throw DynReferException.invalid("always", "always needs contrast.labels known, not diagonal.");
        }
        if (balance != null && !(balance >= 0 && balance <= 1 && labels == Labels.KNOWN)) {
            throw DynReferException.invalid(
                    "balance", "balance must lie between 0 and 1 and needs contrast.labels known.");
        }
        if (phrases < 0) {
            throw DynReferException.invalid("phrases", "phrases must be 0 or more, not " + phrases + ".");
        }
    }

    /** Whether all texts of this kind are compared in every batch. */
    public boolean always(Always kind) {
        return always != null && always.contains(kind);
    }

    /**
     * The texts that a batch's regions are compared with, in order.
     *
     * @param drawn those drawn for the regions, one region's after the other
     * @param standing those that are compared in every batch
     */
    List<String> compared(List<String> drawn, List<String> standing) {
        return switch (labels) {
            case DIAGONAL -> drawn;
            case KNOWN ->
                Stream.concat(drawn.stream(), standing.stream()).distinct().toList();
        };
    }
}
