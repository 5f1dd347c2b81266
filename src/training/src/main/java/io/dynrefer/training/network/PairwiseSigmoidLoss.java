package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Numbers;

/**
 * The pairwise sigmoid loss between regions and texts (METHOD 5; Zhai et al. 2023): every pair is a binary decision.
 */
final class PairwiseSigmoidLoss {
    private final NDArray logScale; // ()
    private final NDArray bias; // ()

    /**
     * @param logScale {@code attr_t}: logarithm of the learned factor of the logits
     * @param bias {@code attr_b}: learned, added to them
     */
    public PairwiseSigmoidLoss(NDArray logScale, NDArray bias) {
        this.logScale = logScale;
        this.bias = bias;
    }

    /**
     * The mean over both directions of: sum over all pairs, divided by the number of regions, or of texts. For as many
     * texts as regions the two are the same.
     *
     * @param logits (regions, texts)
     * @param signs 1 where the text is true of the region, -1 where it is false, 0 where the pair does not count:
     *     (regions, texts)
     * @return ()
     */
    public NDArray forward(NDArray logits, NDArray signs) {
        return of(logits.mul(logScale.exp()).add(bias), signs);
    }

    /** The same for scores (regions, texts) that are scaled already; signs beyond 1 count as much more. */
    static NDArray of(NDArray scores, NDArray signs) {
        NDArray costs =
                scores.mul(signs.sign()).neg().getNDArrayInternal().softPlus().mul(signs.abs());
        double regions = scores.getShape().get(0);
        double texts = scores.getShape().get(1);
        return Numbers.times(costs.sum(), (1 / regions + 1 / texts) / 2);
    }
}
