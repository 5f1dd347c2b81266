package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** One block of T5's decoder: self-attention, attention to the encoder's output, feed-forward. */
final class T5DecoderBlock {
    private final Layer selfNorm;
    private final T5Attention selfAttention;
    private final Layer crossNorm;
    private final T5Attention crossAttention;
    private final T5FeedForward feedForward;

    T5DecoderBlock(Weights weights, Preset.LanguageModel sizes) {
        Weights self = weights.at("layer.0");
        Weights cross = weights.at("layer.1");
        this.selfNorm = self.rmsNorm("layer_norm", sizes.width(), sizes.epsilon());
        this.selfAttention = new T5Attention(self.at("SelfAttention"), sizes);
        this.crossNorm = cross.rmsNorm("layer_norm", sizes.width(), sizes.epsilon());
        this.crossAttention = new T5Attention(cross.at("EncDecAttention"), sizes);
        this.feedForward = new T5FeedForward(weights.at("layer.2"), sizes);
    }

    /** What this block's cross-attention looks at, the same at every step: from (n, source, width). */
    KeysAndValues encoded(NDArray encoderOutput) {
        return new KeysAndValues(crossAttention.keys(encoderOutput), crossAttention.values(encoderOutput));
    }

    /**
     * All tokens of a text at once.
     *
     * @param hidden (n, tokens, width)
     * @param selfBias broadcastable to (n, heads, tokens, tokens)
     * @param crossBias (n, 1, 1, source)
     * @return (n, tokens, width)
     */
    NDArray forward(NDArray hidden, NDArray selfBias, KeysAndValues encoded, NDArray crossBias) {
        NDArray normed = selfNorm.forward(hidden);
        KeysAndValues own = new KeysAndValues(selfAttention.keys(normed), selfAttention.values(normed));
        return rest(hidden.add(selfAttention.attend(normed, own, selfBias)), encoded, crossBias);
    }

    /**
     * One new token per row; its keys and values are added to {@code past}. The encoder's are shared by an item's
     * beams.
     *
     * @param hidden (n, beams, width)
     * @param past of n * beams rows
     * @param selfBias (1, heads, 1, length), the new token counted
     * @param crossBias (n, 1, 1, source)
     * @return (n, beams, width)
     */
    NDArray step(NDArray hidden, RowCache past, NDArray selfBias, KeysAndValues encoded, NDArray crossBias) {
        NDArray normed = selfNorm.forward(hidden);
        KeysAndValues all = past.append(selfAttention.ofRows(normed));
        NDArray attended = selfAttention.attendRows(normed, all, selfBias);
        return rest(hidden.add(attended), encoded, crossBias);
    }

    private NDArray rest(NDArray hidden, KeysAndValues encoded, NDArray crossBias) {
        NDArray attended = crossAttention.attend(crossNorm.forward(hidden), encoded, crossBias);
        return feedForward.forward(hidden.add(attended));
    }
}
