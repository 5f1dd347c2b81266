package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.LayerNorm;
import io.dynrefer.model.nn.PostNormAttention;
import io.dynrefer.model.nn.PostNormFeedForward;
import io.dynrefer.model.nn.Probe;
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
    private final LayerNorm norm;
    private final Dropout dropout;
    private final List<Layer> layers;
    private final Probe probe;

    /** @param weights the whole checkpoint: reads {@code query_tokens} and {@code Qformer.bert} */
    public QueryTransformer(Weights weights, Preset preset, Probe probe) {
        Preset.Qformer sizes = preset.qformer();
        Weights bert = weights.at("Qformer.bert");
        this.queries = weights.array("query_tokens", 1, sizes.queries(), sizes.width());
        this.norm = bert.layerNorm("embeddings.LayerNorm", sizes.width(), sizes.epsilon());
        this.dropout = weights.dropout();
        this.layers = IntStream.range(0, sizes.layers())
                .mapToObj(i -> new Layer(
                        bert.at("encoder.layer." + i),
                        sizes,
                        i % sizes.crossAttentionEvery() == 0
                                ? preset.imageEncoder().width()
                                : 0,
                        probe.at("layer" + i),
                        probe,
                        "layer" + i))
                .toList();
        this.probe = probe;
    }

    /**
     * @param image (regions, tokens, image width)
     * @return (regions, queries, width)
     */
    public NDArray forward(NDArray image) {
        return Scope.of(() -> {
            NDArray start = start(image);
            NDArray output = Scope.chain(start, layers, layer -> input -> layer.forward(input, image));
            probe.record("last_hidden_state", output);
            return output;
        });
    }

    private NDArray start(NDArray image) {
        Shape shape = queries.getShape();
        NDArray batch = image.getManager()
                .zeros(new Shape(image.getShape().get(0), shape.get(1), shape.get(2)))
                .add(queries); // (regions, queries, width)
        NDArray embedded = norm.forward(batch);
        probe.record("embeddings", embedded);
        return dropout.forward(embedded);
    }

    private static final class Layer {
        private final PostNormAttention selfAttention;
        private final @Nullable PostNormAttention crossAttention;
        private final PostNormFeedForward feedForward;
        private final Probe parts;
        private final Probe whole;
        private final String name;

        /** @param imageWidth 0 for a layer that does not read the image */
        Layer(Weights weights, Preset.Qformer sizes, int imageWidth, Probe parts, Probe whole, String name) {
            int width = sizes.width();
            this.selfAttention =
                    new PostNormAttention(weights.at("attention"), width, width, sizes.heads(), sizes.epsilon());
            this.crossAttention = imageWidth == 0
                    ? null
                    : new PostNormAttention(
                            weights.at("crossattention"), width, imageWidth, sizes.heads(), sizes.epsilon());
            this.feedForward = new PostNormFeedForward(
                    weights, "intermediate_query", "output_query", width, sizes.intermediate(), sizes.epsilon());
            this.parts = parts;
            this.whole = whole;
            this.name = name;
        }

        /** (regions, queries, width) to the same. */
        NDArray forward(NDArray input, NDArray image) {
            NDArray attended = selfAttention.forward(input, input);
            parts.record("attention", attended);
            if (crossAttention != null) {
                attended = crossAttention.forward(attended, image);
                parts.record("crossattention", attended);
            }
            NDArray output = feedForward.forward(attended);
            whole.record(name, output);
            return output;
        }
    }
}
