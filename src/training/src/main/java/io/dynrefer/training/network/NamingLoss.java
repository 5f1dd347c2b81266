package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Numbers;

/** How well categories are named: cross-entropies, and the divergence from the pretrained classifier. */
final class NamingLoss {
    /** Added to what is not to be chosen. */
    private static final double NEVER = 1e4;

    private static final double SMALLEST_PROBABILITY = 1e-9;

    private final NamingConfig config;

    NamingLoss(NamingConfig config) {
        this.config = config;
    }

    /**
     * The mean over the regions.
     *
     * @param logits of all columns (regions, categories + slots)
     * @param recall logits of the pretrained classifier (regions, slots)
     * @return ()
     */
    NDArray forward(NDArray logits, NDArray recall, Naming naming) {
        long categories = naming.label().getShape().get(1);
        NDArray ofData = logits.get(":, :" + categories); // (regions, categories)
        NDArray ofMemory = logits.get(":, " + categories + ":"); // (regions, slots)
        NDArray chosen = only(ofData, naming.own()).logSoftmax(1).mul(naming.label());
        NDArray narrow = chosen.sum(new int[] {1}).neg(); // (regions)
        NDArray cost = narrow;
        if (config.wide() > 0) {
            NDArray among = logSumExp(only(logits, naming.compared()));
            NDArray wide = among.sub(logSumExp(only(logits, naming.right())));
            cost = cost.add(Numbers.times(wide, config.wide()));
        }
        NDArray loss = cost.mul(naming.weight()).mean();
        if (config.distillation() == 0) {
            return loss;
        }
        NDArray teacher = recall.softmax(1);
        NDArray entropy = Numbers.atLeast(teacher, SMALLEST_PROBABILITY).log();
        NDArray divergence = teacher.mul(entropy.sub(ofMemory.logSoftmax(1)))
                .sum(new int[] {1})
                .mean();
        return loss.add(Numbers.times(divergence, config.distillation()));
    }

    /** The logits, those outside of a mask of ones far below all others. */
    private static NDArray only(NDArray logits, NDArray mask) {
        return logits.add(Numbers.times(mask.sub(mask.onesLike()), NEVER));
    }

    private static NDArray logSumExp(NDArray logits) {
        NDArray most = logits.max(new int[] {1}, true).stopGradient();
        return logits.sub(most).exp().sum(new int[] {1}).log().add(most.squeeze(1));
    }
}
