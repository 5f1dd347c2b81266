package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.PostNormAttention;
import io.dynrefer.model.nn.PostNormFeedForward;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * BLIP-2's Q-Former without its text parts (METHOD 3.5): learned queries that attend to one another in every layer and
 * to the image in some.
 */
public final class QueryTransformer {
    private final NDArray queries; // (1, queries, width)
    private final Layer norm;
    private final Dropout dropout;
    private final List<Block> blocks;

    /** @param weights the whole checkpoint: reads {@code query_tokens} and {@code Qformer.bert} */
    public QueryTransformer(Weights weights, Preset preset) {
        Preset.Qformer sizes = preset.qformer();
        Weights bert = weights.at("Qformer.bert");
        this.queries = weights.array("query_tokens", 1, sizes.queries(), sizes.width());
        this.norm = bert.layerNorm("embeddings.LayerNorm", sizes.width(), sizes.epsilon());
        this.dropout = weights.dropout();
        this.blocks = IntStream.range(0, sizes.layers())
                .mapToObj(i -> new Block(
                        bert.at("encoder.layer." + i),
                        sizes,
                        i % sizes.crossAttentionEvery() == 0
                                ? preset.imageEncoder().width()
                                : 0))
                .toList();
    }

    /**
     * @param image (regions, tokens, image width)
     * @return (regions, queries, width)
     */
    public NDArray forward(NDArray image) {
        return Scope.of(() -> Scope.chain(start(image), blocks, block -> input -> block.forward(input, image)));
    }

    private NDArray start(NDArray image) {
        Shape shape = queries.getShape();
        NDArray batch = image.getManager()
                .zeros(new Shape(image.getShape().get(0), shape.get(1), shape.get(2)))
                .add(queries); // (regions, queries, width)
        return dropout.forward(norm.forward(batch));
    }

    private static final class Block {
        private final PostNormAttention selfAttention;
        private final @Nullable PostNormAttention crossAttention;
        private final PostNormFeedForward feedForward;

        /** @param imageWidth 0 for a layer that does not read the image */
        Block(Weights weights, Preset.Qformer sizes, int imageWidth) {
            int width = sizes.width();
            this.selfAttention =
                    new PostNormAttention(weights.at("attention"), width, width, sizes.heads(), sizes.epsilon());
            this.crossAttention = imageWidth == 0
                    ? null
                    : new PostNormAttention(
                            weights.at("crossattention"), width, imageWidth, sizes.heads(), sizes.epsilon());
            this.feedForward = new PostNormFeedForward(
                    weights, "intermediate_query", "output_query", width, sizes.intermediate(), sizes.epsilon());
        }

        /** (regions, queries, width) to the same. */
        NDArray forward(NDArray input, NDArray image) {
            NDArray attended = selfAttention.forward(input, input);
            NDArray informed = crossAttention == null ? attended : crossAttention.forward(attended, image);
            return feedForward.forward(informed);
        }
    }
}
