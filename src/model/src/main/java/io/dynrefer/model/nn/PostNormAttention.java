package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/**
 * BERT's attention: queries read a context, the result is added to the queries and normalised. With the queries as
 * context it is self-attention.
 */
public final class PostNormAttention {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final LayerNorm norm;
    private final int heads;
    private final float scale;

    /**
     * @param weights {@code self.query}, {@code self.key}, {@code self.value}, {@code output.dense},
     *     {@code output.LayerNorm}
     * @param width of the queries and the result
     * @param contextWidth of what they read
     */
    public PostNormAttention(Weights weights, int width, int contextWidth, int heads, double epsilon) {
        this.query = weights.linear("self.query", width, width);
        this.key = weights.linear("self.key", width, contextWidth);
        this.value = weights.linear("self.value", width, contextWidth);
        this.output = weights.linear("output.dense", width, width);
        this.norm = weights.layerNorm("output.LayerNorm", width, epsilon);
        this.heads = heads;
        this.scale = (float) (1 / Math.sqrt((double) width / heads));
    }

    /**
     * @param input (n, queries, width)
     * @param context (n, keys, contextWidth)
     * @return (n, queries, width)
     */
    public NDArray forward(NDArray input, NDArray context) {
        NDArray attended = Attention.attend(
                Numbers.times(Attention.splitHeads(query.forward(input), heads), scale), // (n, heads, queries, size)
                Attention.splitHeads(key.forward(context), heads), // (n, heads, keys, size)
                Attention.splitHeads(value.forward(context), heads),
                null);
        return norm.forward(output.forward(Attention.mergeHeads(attended)).add(input));
    }
}
