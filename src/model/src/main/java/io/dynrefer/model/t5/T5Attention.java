package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Attention;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** T5's multi-head attention: four linear layers without bias, no 1/√d (METHOD 4). */
final class T5Attention {
    private final Layer query;
    private final Layer key;
    private final Layer value;
    private final Layer output;
    private final Dropout dropout;
    private final int heads;
    private final int headSize;

    T5Attention(Weights weights, Preset.LanguageModel sizes) {
        long inner = (long) sizes.heads() * sizes.headSize();
        this.dropout = weights.dropout();
        this.heads = sizes.heads();
        this.headSize = sizes.headSize();
        this.query = weights.linearWithoutBias("q", inner, sizes.width());
        this.key = weights.linearWithoutBias("k", inner, sizes.width());
        this.value = weights.linearWithoutBias("v", inner, sizes.width());
        this.output = weights.linearWithoutBias("o", sizes.width(), inner);
    }

    /** (n, tokens, width) to (n, heads, tokens, head size). */
    NDArray keys(NDArray hidden) {
        return Attention.splitHeads(key.forward(hidden), heads);
    }

    /** (n, tokens, width) to (n, heads, tokens, head size). */
    NDArray values(NDArray hidden) {
        return Attention.splitHeads(value.forward(hidden), heads);
    }

    /**
     * Every token attends to the keys of its own sample.
     *
     * @param hidden (n, tokens, width)
     * @param bias broadcastable to (n, heads, tokens, keys)
     * @return (n, tokens, width)
     */
    NDArray attend(NDArray hidden, KeysAndValues past, NDArray bias) {
        NDArray queries = Attention.splitHeads(query.forward(hidden), heads); // (n, heads, tokens, head size)
        NDArray context = Attention.attend(queries, past.keys(), past.values(), bias, dropout);
        return dropout.forward(output.forward(Attention.mergeHeads(context)));
    }

    /**
     * Every token is the only one of its row so far and attends to the keys of that row.
     *
     * @param hidden (n, beams, width)
     * @param past keys and values (n * beams, heads, length, head size)
     * @param bias (1, heads, 1, length)
     * @return (n, beams, width)
     */
    NDArray attendRows(NDArray hidden, KeysAndValues past, NDArray bias) {
        long items = hidden.getShape().get(0);
        long beams = hidden.getShape().get(1);
        NDArray queries = rows(query.forward(hidden));
        NDArray context =
                Attention.attend(queries, past.keys(), past.values(), bias); // (n * beams, heads, 1, head size)
        return output.forward(context.reshape(items, beams, (long) heads * headSize));
    }

    /** The keys and values of one new token per row: (n, beams, width) to (n * beams, heads, 1, head size). */
    KeysAndValues ofRows(NDArray hidden) {
        return new KeysAndValues(rows(key.forward(hidden)), rows(value.forward(hidden)));
    }

    private NDArray rows(NDArray projected) {
        return projected.reshape(-1, heads, 1, headSize);
    }
}
