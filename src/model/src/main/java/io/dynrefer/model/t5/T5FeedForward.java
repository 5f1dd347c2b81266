package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Activations;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** T5's gated feed-forward part; the gate is the exact GELU, as the checkpoints were trained (METHOD 4). */
final class T5FeedForward {
    private final RmsNorm norm;
    private final Linear gate;
    private final Linear input;
    private final Linear output;
    private final Dropout dropout;

    /** The weights of a block's last sub-layer. */
    T5FeedForward(Weights layer, Preset.LanguageModel sizes) {
        Weights dense = layer.at("DenseReluDense");
        this.norm = new RmsNorm(layer.array("layer_norm.weight", sizes.width()), sizes.epsilon());
        this.gate = dense.linearWithoutBias("wi_0", sizes.hidden(), sizes.width());
        this.input = dense.linearWithoutBias("wi_1", sizes.hidden(), sizes.width());
        this.dropout = layer.dropout();
        this.output = dense.linearWithoutBias("wo", sizes.width(), sizes.hidden());
    }

    /** (n, tokens, width), the residual added. */
    NDArray forward(NDArray hidden) {
        NDArray normed = norm.forward(hidden);
        NDArray gated = Activations.gelu(gate.forward(normed)).mul(input.forward(normed)); // (n, tokens, hidden)
        return hidden.add(dropout.forward(output.forward(dropout.forward(gated))));
    }
}
