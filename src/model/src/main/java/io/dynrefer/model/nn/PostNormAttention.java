package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * BERT's attention: queries read a context, the result is added to the queries and normalised. With the queries as
 * context it is self-attention.
 */
public final class PostNormAttention {
    private final Layer query;
    private final Layer key;
    private final Layer value;
    private final Layer output;
    private final Layer norm;
    private final Dropout dropout;
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
        this.dropout = weights.dropout();
        this.heads = heads;
        this.scale = (float) (1 / Math.sqrt((double) width / heads));
    }

    /**
     * @param input (n, queries, width)
     * @param context (n, keys, contextWidth)
     * @return (n, queries, width)
     */
    public NDArray forward(NDArray input, NDArray context) {
        return read(input, queries(input), context);
    }

    /**
     * The same where all contexts are asked the same, whose queries are then made once.
     *
     * @param input (queries, width)
     * @param context (n, keys, contextWidth)
     * @return (n, queries, width)
     */
    public NDArray forwardShared(NDArray input, NDArray context) {
        NDArray queries = queries(input.expandDims(0)); // (1, heads, queries, size)
        Shape one = queries.getShape();
        Shape all = new Shape(context.getShape().get(0), one.get(1), one.get(2), one.get(3));
        return read(input, queries.broadcast(all), context);
    }

    /** (n, queries, width) to (n, heads, queries, size), scaled. */
    private NDArray queries(NDArray input) {
        return Numbers.times(Attention.splitHeads(query.forward(input), heads), scale);
    }

    private NDArray read(NDArray input, NDArray queries, NDArray context) {
        NDArray attended = Attention.attend(
                queries,
                Attention.splitHeads(key.forward(context), heads), // (n, heads, keys, size)
                Attention.splitHeads(value.forward(context), heads),
                null,
                dropout);
        NDArray read = output.forward(Attention.mergeHeads(attended)); // (n, queries, width)
        return norm.forward(dropout.forward(read).add(input));
    }
}
