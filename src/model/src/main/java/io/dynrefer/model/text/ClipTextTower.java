package io.dynrefer.model.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Embedding;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.ClipTowerSizes;
import java.util.ArrayList;
import java.util.List;

/**
 * The EVA-CLIP text tower (METHOD 8): causal transformer, the feature of the first end-of-text token, a projection, no
 * normalisation. Names below {@code text_encoder}. Safe for use by several threads.
 */
public final class ClipTextTower {
    private final Layer tokens;
    private final NDArray positions; // (context, width)
    private final List<ClipTextBlock> blocks;
    private final Layer finalNorm;
    private final Layer projection;

    /** The weights of {@code text_encoder}. */
    public ClipTextTower(Weights weights, ClipTowerSizes sizes) {
        this.tokens = weights.embedding("token_embedding", sizes.vocabularySize(), sizes.width());
        this.positions = weights.array("positional_embedding", sizes.contextLength(), sizes.width());
        List<ClipTextBlock> blocks = new ArrayList<>();
        for (int block = 0; block < sizes.layers(); block++) {
            blocks.add(new ClipTextBlock(weights.at("transformer.resblocks." + block), sizes));
        }
        this.blocks = List.copyOf(blocks);
        this.finalNorm = weights.layerNorm("ln_final", sizes.width(), sizes.epsilon());
        this.projection = weights.projection("text_projection", sizes.width(), sizes.outputWidth());
    }

    /**
     * Encodes tokenised texts.
     *
     * <p>A token sees only those before it, so whatever follows a text's end changes nothing.
     *
     * @param ids INT64 (n, tokens), at most the context length
     * @param ends (n), the place of each text's first end-of-text token
     * @return (n, output)
     */
    public NDArray forward(NDArray ids, long[] ends) {
        NDManager manager = ids.getManager();
        long length = ids.getShape().get(1);
        NDArray embedded = tokens.forward(ids).add(positions.get(new NDIndex("0:{}", length))); // (n, tokens, width)
        NDArray future = future(manager, Math.toIntExact(length));
        NDArray hidden = Scope.chain(embedded, blocks, block -> input -> block.forward(input, future));
        return projection.forward(atEnds(finalNorm.forward(hidden), ends));
    }

    private static NDArray atEnds(NDArray hidden, long[] ends) {
        Shape shape = hidden.getShape();
        long[] rows = new long[ends.length];
        for (int text = 0; text < rows.length; text++) {
            rows[text] = text * shape.get(1) + ends[text];
        }
        NDArray flat = hidden.reshape(-1, shape.get(2)); // (n * tokens, width)
        return new Embedding(flat).forward(hidden.getManager().create(rows));
    }

    /** (1, 1, tokens, tokens): minus infinity where the key comes after the query. */
    private static NDArray future(NDManager manager, int tokens) {
        float[] bias = new float[tokens * tokens];
        for (int query = 0; query < tokens; query++) {
            for (int key = query + 1; key < tokens; key++) {
                bias[query * tokens + key] = Float.NEGATIVE_INFINITY;
            }
        }
        return manager.create(bias, new Shape(1, 1, tokens, tokens));
    }
}
