package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.ArrayList;
import java.util.List;

/** T5's encoder. */
final class T5Encoder {
    private final RelativePositions positions;
    private final List<Block> blocks;
    private final Layer finalNorm;
    private final Dropout dropout;

    /** The weights of {@code t5_model.encoder}. */
    T5Encoder(Weights weights, Preset.LanguageModel sizes) {
        this.positions = T5Model.positions(weights, sizes, RelativePositions.Direction.BOTH);
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block < sizes.encoderLayers(); block++) {
            blocks.add(new Block(weights.at("block." + block), sizes));
        }
        this.blocks = List.copyOf(blocks);
        this.dropout = weights.dropout();
        this.finalNorm = weights.rmsNorm("final_layer_norm", sizes.width(), sizes.epsilon());
    }

    /**
     * Encodes a batch.
     *
     * @param embeddings (n, tokens, width)
     * @param maskBias (n, 1, 1, tokens): 0 where there is a token, a very low number on padding
     * @return (n, tokens, width)
     */
    NDArray forward(NDArray embeddings, NDArray maskBias) {
        int tokens = Math.toIntExact(embeddings.getShape().get(1));
        NDArray bias = positions.bias(embeddings.getManager(), 0, tokens).add(maskBias); // (n, heads, tokens, tokens)
        NDArray hidden = Scope.chain(dropout.forward(embeddings), blocks, block -> input -> block.forward(input, bias));
        return dropout.forward(finalNorm.forward(hidden));
    }

    private static final class Block {
        private final Layer norm;
        private final T5Attention attention;
        private final T5FeedForward feedForward;

        Block(Weights weights, Preset.LanguageModel sizes) {
            Weights layer = weights.at("layer.0");
            this.norm = layer.rmsNorm("layer_norm", sizes.width(), sizes.epsilon());
            this.attention = new T5Attention(layer.at("SelfAttention"), sizes);
            this.feedForward = new T5FeedForward(weights.at("layer.1"), sizes);
        }

        NDArray forward(NDArray hidden, NDArray bias) {
            NDArray normed = norm.forward(hidden);
            KeysAndValues own = new KeysAndValues(attention.keys(normed), attention.values(normed));
            return feedForward.forward(hidden.add(attention.attend(normed, own, bias)));
        }
    }
}
