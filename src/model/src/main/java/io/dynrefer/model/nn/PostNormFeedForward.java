package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/** BERT's feed-forward part: two linear layers with a GELU between, added to the input and normalised. */
public final class PostNormFeedForward {
    private final Layer intermediate;
    private final Layer output;
    private final Layer norm;
    private final Dropout dropout;

    /**
     * @param weights holds {@code <inner>.dense}, {@code <outer>.dense} and {@code <outer>.LayerNorm}
     * @param width of input and result
     * @param hidden width between the layers
     */
    public PostNormFeedForward(Weights weights, String inner, String outer, int width, int hidden, double epsilon) {
        this.intermediate = weights.linear(inner + ".dense", hidden, width);
        this.output = weights.linear(outer + ".dense", width, hidden);
        this.norm = weights.layerNorm(outer + ".LayerNorm", width, epsilon);
        this.dropout = weights.dropout();
    }

    /** (n, tokens, width) to the same. */
    public NDArray forward(NDArray input) {
        NDArray hidden = Linear.gelu(intermediate.forward(input)); // (n, tokens, hidden)
        return norm.forward(dropout.forward(output.forward(hidden)).add(input));
    }
}
