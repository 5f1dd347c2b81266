package io.dynrefer.model.heads;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.PostNormAttention;
import io.dynrefer.model.nn.PostNormFeedForward;
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
public final class LabelHead implements TextHead {
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
    private final Layer regionProjection;
    private final Layer textProjection;
    private final Block firstBlock;
    private final List<Block> otherBlocks;
    private final Layer last;

    /** @param weights the whole checkpoint: reads {@code <kind>_head}, {@code <kind>_fc} and both projections */
    public LabelHead(Weights weights, Kind kind, Preset preset) {
        Preset.Head sizes = preset.head();
        String prefix = kind.prefix();
        this.kind = kind;
        this.regionProjection = weights.linear(
                prefix + "_vision_proj", sizes.width(), preset.qformer().width());
        this.textProjection = weights.linear(
                prefix + "_text_proj", sizes.width(), preset.textEncoder().outputWidth());
        Weights head = weights.at(prefix + "_head.encoder");
        IntFunction<Block> block = i -> new Block(head.at("layer." + i), sizes);
        this.firstBlock = block.apply(0);
        this.otherBlocks = IntStream.range(1, sizes.layers()).mapToObj(block).toList();
        this.last = weights.linear(prefix + "_fc", 1, sizes.width());
    }

    @Override
    public NDArray project(NDArray texts) {
        return textProjection.forward(texts);
    }

    @Override
    public NDArray score(NDArray regions, NDArray projected) {
        return Scope.of(() -> {
            NDArray context = regionProjection.forward(regions); // (regions, region queries, width)
            NDArray first = Scope.of(() -> firstBlock.first(projected, context)); // (regions, texts, width)
            NDArray read = Scope.chain(first, otherBlocks, block -> input -> block.forward(input, context));
            NDArray logits = last.forward(kind == Kind.ATTRIBUTE ? read.normalize(2, 2) : read);
            return logits.squeeze(2); // of (regions, texts, 1)
        });
    }

    private static final class Block {
        private final PostNormAttention crossAttention;
        private final PostNormFeedForward feedForward;

        Block(Weights weights, Preset.Head sizes) {
            int width = sizes.width();
            this.crossAttention =
                    new PostNormAttention(weights.at("crossattention"), width, width, sizes.heads(), sizes.epsilon());
            this.feedForward = new PostNormFeedForward(
                    weights, "intermediate", "output", width, sizes.intermediate(), sizes.epsilon());
        }

        /** (texts, width) to (regions, texts, width): before the first layer a text is the same for every region. */
        NDArray first(NDArray texts, NDArray context) {
            return feedForward.forward(crossAttention.forwardShared(texts, context));
        }

        /** (regions, texts, width) to the same. */
        NDArray forward(NDArray input, NDArray context) {
            return feedForward.forward(crossAttention.forward(input, context));
        }
    }
}
