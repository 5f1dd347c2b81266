package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Numbers;

/**
 * The asymmetric loss of multi-label classification (METHOD 5; Ridnik et al. 2021): cross-entropy per label in which
 * easy negatives count for little.
 *
 * @param negativeFocus power that fades out easy negatives
 * @param positiveFocus power that fades out easy positives
 * @param shift added to a negative's probability of being right; what is easier than that costs nothing
 * @param epsilon least probability under the logarithm
 */
record AsymmetricLoss(double negativeFocus, double positiveFocus, double shift, double epsilon) {
    /** The paper's: 7, 0, 0.05, 1e-8. */
    public static final AsymmetricLoss PUBLISHED = new AsymmetricLoss(7, 0, 0.05, 1e-8);

    /**
     * The sum over regions and labels. No gradient flows through the focusing weights.
     *
     * @param logits (regions, labels)
     * @param labels 1 where a label applies, 0 elsewhere: (regions, labels)
     * @return ()
     */
    public NDArray forward(NDArray logits, NDArray labels) {
        NDArray positive = logits.getNDArrayInternal().sigmoid(); // (regions, labels)
        NDArray negative = Numbers.atMost(positive.neg().add((float) (1 + shift)), 1);
        NDArray notLabels = labels.neg().add(1f);
        NDArray logLikelihood = labels.mul(Numbers.atLeast(positive, epsilon).log())
                .add(notLabels.mul(Numbers.atLeast(negative, epsilon).log()));
        NDArray right =
                positive.stopGradient().mul(labels).add(negative.stopGradient().mul(notLabels));
        NDArray focus = right.neg()
                .add(1f)
                .pow(Numbers.times(labels, positiveFocus).add(Numbers.times(notLabels, negativeFocus)));
        return logLikelihood.mul(focus).sum().neg();
    }
}
