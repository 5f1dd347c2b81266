package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.dynrefer.model.nn.Attention;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.VisionTransformerSizes;

/** One block of the vision transformer: self-attention, then two linear layers, each on the normalised input. */
final class VisionBlock {
    private final Layer attentionNorm;
    private final Layer queryKeyValue;
    private final Layer projection;
    private final Layer feedForwardNorm;
    private final Layer inner;
    private final Layer outer;
    private final int heads;
    private final float scale;

    VisionBlock(Weights weights, VisionTransformerSizes preset) {
        int width = preset.width();
        this.attentionNorm = weights.layerNorm("norm1", width, preset.epsilon());
        this.queryKeyValue =
                new Linear(weights.matrix("attn.qkv.weight", 3L * width, width), queryKeyValueBias(weights, width));
        this.projection = weights.linear("attn.proj", width, width);
        this.feedForwardNorm = weights.layerNorm("norm2", width, preset.epsilon());
        this.inner = weights.linear("mlp.fc1", preset.hidden(), width);
        this.outer = weights.linear("mlp.fc2", width, preset.hidden());
        this.heads = preset.heads();
        this.scale = (float) (1 / Math.sqrt((double) width / heads));
    }

    /** (3 * width): queries and values have a bias, keys have none. */
    private static NDArray queryKeyValueBias(Weights weights, int width) {
        NDArray query = weights.array("attn.q_bias", width);
        NDArray value = weights.array("attn.v_bias", width);
        NDArray all = query.concat(query.zerosLike()).concat(value);
        NDScope.unregister(all); // lives as long as the weights, wherever the block is made
        return all;
    }

    /** (views, tokens, width) to the same. */
    NDArray forward(NDArray input) {
        NDArray middle = input.add(attention(attentionNorm.forward(input)));
        NDArray hidden = Linear.gelu(inner.forward(feedForwardNorm.forward(middle))); // (views, tokens, hidden)
        return middle.add(outer.forward(hidden));
    }

    private NDArray attention(NDArray input) {
        NDList parts = queryKeyValue.forward(input).split(3, 2); // three times (views, tokens, width)
        NDArray attended = Attention.attend(
                Numbers.times(Attention.splitHeads(parts.get(0), heads), scale), // (views, heads, tokens, size)
                Attention.splitHeads(parts.get(1), heads),
                Attention.splitHeads(parts.get(2), heads),
                null);
        return projection.forward(Attention.mergeHeads(attended));
    }
}
