package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.dynrefer.model.nn.Activations;
import io.dynrefer.model.nn.Attention;
import io.dynrefer.model.nn.LayerNorm;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.VisionTransformerSizes;

/** One block of the vision transformer: self-attention, then two linear layers, each on the normalised input. */
final class VisionBlock {
    private final LayerNorm attentionNorm;
    private final Linear queryKeyValue;
    private final Linear projection;
    private final LayerNorm feedForwardNorm;
    private final Linear inner;
    private final Linear outer;
    private final int heads;
    private final float scale;
    private final Probe probe;
    private final String name;
    private final String attentionName;

    VisionBlock(Weights weights, VisionTransformerSizes preset, Probe probe, String name) {
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
        this.probe = probe;
        this.name = name;
        this.attentionName = name + ".attn";
    }

    /** (3 * width): queries and values have a bias, keys have none. */
    private static NDArray queryKeyValueBias(Weights weights, int width) {
        NDArray query = weights.array("attn.q_bias", width);
        NDArray value = weights.array("attn.v_bias", width);
        return query.concat(query.zerosLike()).concat(value);
    }

    /** (views, tokens, width) to the same. */
    NDArray forward(NDArray input) {
        NDArray attended = attention(attentionNorm.forward(input));
        probe.record(attentionName, attended);
        NDArray middle = input.add(attended);
        NDArray hidden = Activations.gelu(inner.forward(feedForwardNorm.forward(middle))); // (views, tokens, hidden)
        NDArray output = middle.add(outer.forward(hidden));
        probe.record(name, output);
        return output;
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
