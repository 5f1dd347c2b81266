package io.dynrefer.model.heads;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.PostNormAttention;
import io.dynrefer.model.nn.PostNormFeedForward;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Says how well each text of a vocabulary fits a region (METHOD 4): texts read the region by cross-attention, a linear
 * layer makes one number of each. The texts do not see one another, so they may be scored in any company.
 */
public final class LabelHead {
    /** The two heads of the network: the name their weights start with, and what happens before the last layer. */
    public enum Kind {
        /** Region tagging, D_tag. */
        TAG("tag"),
        /** Region–text contrast, D_rtc: the last layer reads vectors of length one. */
        ATTRIBUTE("attr");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** The first part of the weights' names: {@code tag} or {@code attr}. */
        public String prefix() {
            return prefix;
        }
    }

    private final Kind kind;
    private final Linear regionProjection;
    private final Linear textProjection;
    private final Layer firstLayer;
    private final List<Layer> otherLayers;
    private final Linear last;
    private final Probe probe;

    /** @param weights the whole checkpoint: reads {@code <kind>_head}, {@code <kind>_fc} and both projections */
    public LabelHead(Weights weights, Kind kind, Preset preset, Probe probe) {
        Preset.Head sizes = preset.head();
        String prefix = kind.prefix();
        this.kind = kind;
        this.regionProjection = weights.linear(
                prefix + "_vision_proj", sizes.width(), preset.qformer().width());
        this.textProjection = weights.linear(
                prefix + "_text_proj", sizes.width(), preset.textEncoder().outputWidth());
        Weights head = weights.at(prefix + "_head.encoder");
        IntFunction<Layer> layer =
                i -> new Layer(head.at("layer." + i), sizes, probe.at(prefix + "_head"), "layer" + i);
        this.firstLayer = layer.apply(0);
        this.otherLayers = IntStream.range(1, sizes.layers()).mapToObj(layer).toList();
        this.last = weights.linear(prefix + "_fc", 1, sizes.width());
        this.probe = probe;
    }

    /** Text embeddings (texts, text width) to queries (texts, width). */
    public NDArray queries(NDArray textEmbeddings) {
        NDArray queries = textProjection.forward(textEmbeddings);
        probe.record(kind.prefix() + "_text_proj", queries);
        return queries;
    }

    /**
     * Scores texts.
     *
     * @param regions x_v (regions, region queries, region width)
     * @param textQueries (texts, width), see {@link #queries}
     * @return logits (regions, texts)
     */
    public NDArray forward(NDArray regions, NDArray textQueries) {
        return Scope.of(() -> {
            NDArray context = regionProjection.forward(regions); // (regions, region queries, width)
            probe.record(kind.prefix() + "_vision_proj", context);
            NDArray first = Scope.of(() -> firstLayer.first(textQueries, context)); // (regions, texts, width)
            NDArray read = Scope.chain(first, otherLayers, layer -> input -> layer.forward(input, context));
            probe.record(kind.prefix() + "_head", read);
            NDArray logits = last.forward(kind == Kind.ATTRIBUTE ? read.normalize(2, 2) : read);
            probe.record(kind.prefix() + "_fc", logits); // (regions, texts, 1)
            return logits.squeeze(2);
        });
    }

    private static final class Layer {
        private final PostNormAttention crossAttention;
        private final PostNormFeedForward feedForward;
        private final Probe probe;
        private final String name;
        private final String attentionName;

        Layer(Weights weights, Preset.Head sizes, Probe probe, String name) {
            int width = sizes.width();
            this.crossAttention =
                    new PostNormAttention(weights.at("crossattention"), width, width, sizes.heads(), sizes.epsilon());
            this.feedForward = new PostNormFeedForward(
                    weights, "intermediate", "output", width, sizes.intermediate(), sizes.epsilon());
            this.probe = probe;
            this.name = name;
            this.attentionName = name + ".crossattention";
        }

        /** (texts, width) to (regions, texts, width): before the first layer a text is the same for every region. */
        NDArray first(NDArray texts, NDArray context) {
            return rest(crossAttention.forwardShared(texts, context));
        }

        /** (regions, texts, width) to the same. */
        NDArray forward(NDArray input, NDArray context) {
            return rest(crossAttention.forward(input, context));
        }

        private NDArray rest(NDArray attended) {
            probe.record(attentionName, attended);
            NDArray output = feedForward.forward(attended);
            probe.record(name, output);
            return output;
        }
    }
}
