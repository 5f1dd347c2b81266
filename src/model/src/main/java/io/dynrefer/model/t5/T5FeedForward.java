package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** T5's gated feed-forward part; the gate is the exact GELU, as the checkpoints were trained (METHOD 4). */
final class T5FeedForward {
    private final Layer norm;
    private final Layer gate;
    private final Layer input;
    private final Layer output;
    private final Dropout dropout;

    /** The weights of a block's last sub-layer. */
    T5FeedForward(Weights layer, Preset.LanguageModel sizes) {
        Weights dense = layer.at("DenseReluDense");
        this.norm = layer.rmsNorm("layer_norm", sizes.width(), sizes.epsilon());
        this.gate = dense.linearWithoutBias("wi_0", sizes.hidden(), sizes.width());
        this.input = dense.linearWithoutBias("wi_1", sizes.hidden(), sizes.width());
        this.dropout = layer.dropout();
        this.output = dense.linearWithoutBias("wo", sizes.width(), sizes.hidden());
    }

    /** (n, tokens, width), the residual added. */
    NDArray forward(NDArray hidden) {
        NDArray normed = norm.forward(hidden);
        NDArray gated = Linear.gelu(gate.forward(normed)).mul(input.forward(normed)); // (n, tokens, hidden)
        return hidden.add(dropout.forward(output.forward(dropout.forward(gated))));
    }
}
