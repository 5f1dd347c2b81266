package io.dynrefer.model.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.dynrefer.model.nn.Attention;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.ClipTowerSizes;

/** One block of the text tower: layer norm before self-attention and before the feed-forward part. */
final class ClipTextBlock {
    private final Layer attentionNorm;
    private final Layer queryKeyValue;
    private final Layer output;
    private final Layer feedForwardNorm;
    private final Layer expand;
    private final Layer contract;
    private final int heads;
    private final double scale;

    ClipTextBlock(Weights weights, ClipTowerSizes sizes) {
        int width = sizes.width();
        this.heads = sizes.heads();
        this.scale = 1 / Math.sqrt((double) width / heads);
        this.attentionNorm = weights.layerNorm("ln_1", width, sizes.epsilon());
        this.queryKeyValue = new Linear(
                weights.matrix("attn.in_proj_weight", 3L * width, width),
                weights.array("attn.in_proj_bias", 3L * width));
        this.output = weights.linear("attn.out_proj", width, width);
        this.feedForwardNorm = weights.layerNorm("ln_2", width, sizes.epsilon());
        long hidden = weights.shape("mlp.c_fc.bias").get(0);
        this.expand = weights.linear("mlp.c_fc", hidden, width);
        this.contract = weights.linear("mlp.c_proj", width, hidden);
    }

    /**
     * Runs the block.
     *
     * @param hidden (n, tokens, width)
     * @param bias (1, 1, tokens, tokens)
     * @return (n, tokens, width)
     */
    NDArray forward(NDArray hidden, NDArray bias) {
        NDArray attended = hidden.add(attention(attentionNorm.forward(hidden), bias));
        NDArray expanded = Linear.gelu(expand.forward(feedForwardNorm.forward(attended)));
        return attended.add(contract.forward(expanded));
    }

    private NDArray attention(NDArray hidden, NDArray bias) {
        NDList parts = queryKeyValue.forward(hidden).split(3, 2); // each (n, tokens, width)
        NDArray query = Attention.splitHeads(Numbers.times(parts.get(0), scale), heads);
        NDArray key = Attention.splitHeads(parts.get(1), heads);
        NDArray value = Attention.splitHeads(parts.get(2), heads);
        return output.forward(Attention.mergeHeads(Attention.attend(query, key, value, bias)));
    }
}
