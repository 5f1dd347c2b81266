package io.dynrefer.training.network;

/**
 * How much each loss counts in the total (METHOD 5: 1, 0.01, 0.5).
 *
 * @param caption of the caption's cross-entropy
 * @param tag of the asymmetric loss of the tags
 * @param contrast of the pairwise sigmoid loss between regions and texts
 */
public record LossWeights(double caption, double tag, double contrast) {
    /** The paper's. */
    public static final LossWeights PUBLISHED = new LossWeights(1, 0.01, 0.5);
}
