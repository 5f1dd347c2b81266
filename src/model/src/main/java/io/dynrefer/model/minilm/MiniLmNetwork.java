package io.dynrefer.model.minilm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.SparseFormat;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.PostNormAttention;
import io.dynrefer.model.nn.PostNormFeedForward;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.MiniLmSizes;
import java.util.List;
import java.util.stream.IntStream;

/** BERT as MiniLM has it, with the mean over a text's tokens, of length one, as the text's embedding. */
final class MiniLmNetwork {
    private static final int VOCABULARY = 30_522;
    private static final int SEGMENTS = 2;

    private final NDArray words; // (vocabulary, width)
    private final NDArray places; // (1, context, width), those of the first segment
    private final Layer norm;
    private final List<Block> layers;

    /** One block. */
    private record Block(PostNormAttention attention, PostNormFeedForward feedForward) {
        /** (n, tokens, width) to the same. */
        NDArray forward(NDArray input) {
            return feedForward.forward(attention.forward(input, input));
        }
    }

    MiniLmNetwork(Weights weights, MiniLmSizes sizes) {
        Weights embeddings = weights.at("embeddings");
        int width = sizes.outputWidth();
        this.words = embeddings.array("word_embeddings.weight", VOCABULARY, width);
        NDArray segments = embeddings.array("token_type_embeddings.weight", SEGMENTS, width);
        this.places = embeddings
                .array("position_embeddings.weight", MiniLmTokenizer.MAX_TOKENS, width)
                .add(segments.get(new NDIndex("0")))
                .expandDims(0);
        NDScope.unregister(places);
        this.norm = embeddings.layerNorm("LayerNorm", width, sizes.epsilon());
        this.layers = IntStream.range(0, sizes.layers())
                .mapToObj(i -> layer(weights.at("encoder.layer." + i), sizes))
                .toList();
    }

    private static Block layer(Weights weights, MiniLmSizes sizes) {
        int width = sizes.outputWidth();
        return new Block(
                new PostNormAttention(weights.at("attention"), width, width, sizes.heads(), sizes.epsilon()),
                new PostNormFeedForward(weights, "intermediate", "output", width, sizes.hidden(), sizes.epsilon()));
    }

    /**
     * Encodes texts of one length.
     *
     * @param ids INT64 (n, tokens), no padding
     * @return (n, width), each row of length one
     */
    NDArray forward(NDArray ids) {
        long length = ids.getShape().get(1);
        NDArray embedded = ids.getNDArrayInternal()
                .embedding(ids, words, SparseFormat.DENSE)
                .head()
                .add(places.get(new NDIndex(":, :{}", length))); // (n, tokens, width)
        NDArray hidden = Scope.chain(norm.forward(embedded), layers, layer -> layer::forward);
        NDArray mean = hidden.mean(new int[] {1}); // (n, width)
        return mean.div(mean.norm(new int[] {1}, true));
    }
}
