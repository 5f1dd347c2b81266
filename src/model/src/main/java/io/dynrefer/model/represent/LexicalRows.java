package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.Objects;

/**
 * The rows of x_v that the released network does not have (docs/decisions/0011): a summary of the region in all views,
 * which learns from little data, and a lexical memory.
 *
 * <p>The memory is the image encoder's pretrained classifier, kept as an attention layer with fixed slots: keys are its
 * rows, values the embeddings of the classes' names. What it reads of the first view is an embedding of the names of
 * what the encoder takes the region for, also of things that no training data shows.
 */
public final class LexicalRows {
    private static final NDIndex FIRST_VIEW = new NDIndex(":, 0, 0");
    private static final NDIndex CLASS = new NDIndex(":, :, 0");
    private static final NDIndex CELLS = new NDIndex(":, :, 1:");
    private static final int STATISTICS = 3; // class token, mean and deviation of the cells
    private static final double NORM_EPSILON = 1e-5;
    private static final double SMALLEST_VARIANCE = 1e-6;

    private final int viewCount;
    private final int width;
    private final int rows;
    private final Layer norm;
    private final Layer summary;
    private final Layer keys;
    private final NDArray values; // (slots, width)
    private final Dropout dropout;

    /**
     * @param weights the whole checkpoint: reads {@code lexical.summary}, {@code lexical.keys}, {@code lexical.values}
     */
    public LexicalRows(Weights weights, Preset preset) {
        Preset.Lexical sizes = Objects.requireNonNull(preset.lexical(), "the preset has no lexical rows");
        Weights lexical = weights.at("lexical");
        int tokenWidth = preset.imageEncoder().width();
        this.viewCount = preset.viewCount();
        this.width = preset.qformer().width();
        this.rows = sizes.summaryRows();
        long statistics = statistics(preset);
        this.norm = lexical.layerNorm("summary.LayerNorm", statistics, NORM_EPSILON);
        this.summary = lexical.linear("summary.dense", (long) rows * width, statistics);
        this.keys = lexical.linear("keys", sizes.slots(), tokenWidth);
        this.dropout = weights.dropout();
        this.values = lexical.array("values", sizes.slots(), width);
    }

    /** Numbers that say what a region's views are like. */
    public static long statistics(Preset preset) {
        return (long) preset.viewCount() * STATISTICS * preset.imageEncoder().width();
    }

    /**
     * The rows.
     *
     * @param regions what {@link RegionTokens} made: (regions * views, 1 + size*size, token width), each region's views
     *     together and in order
     * @return (regions, summary rows + 1, width); the last row is what the memory reads
     */
    public NDArray forward(NDArray regions) {
        return Scope.of(() -> {
            NDArray views = byRegion(regions);
            NDArray hidden = Linear.gelu(summary.forward(norm.forward(statistics(views))));
            NDArray summarised = dropout.forward(hidden).reshape(-1, rows, width);
            NDArray read =
                    recall(views.get(FIRST_VIEW)).softmax(1).matMul(values).expandDims(1); // (regions, 1, width)
            return summarised.concat(read, 1);
        });
    }

    /**
     * How much each slot of the memory has to do with a region: logits (regions, slots).
     *
     * @param classTokens of the regions' first views (regions, token width)
     */
    public NDArray recall(NDArray classTokens) {
        return keys.forward(classTokens);
    }

    /** The embeddings that the slots hold: (slots, width). */
    public NDArray values() {
        return values;
    }

    /** (regions, views * statistics * token width). */
    private static NDArray statistics(NDArray views) {
        NDArray cells = views.get(CELLS); // (regions, views, size*size, token width)
        NDArray mean = cells.mean(new int[] {2}, true);
        NDArray variance = cells.sub(mean).square().mean(new int[] {2});
        NDArray deviation = Numbers.atLeast(variance, SMALLEST_VARIANCE).sqrt();
        NDArray all = NDArrays.concat(new NDList(views.get(CLASS), mean.squeeze(2), deviation), 2);
        return all.reshape(all.getShape().get(0), -1);
    }

    /** (regions, views, tokens, width). */
    private NDArray byRegion(NDArray regions) {
        Shape shape = regions.getShape();
        return regions.reshape(shape.get(0) / viewCount, viewCount, shape.get(1), shape.get(2));
    }
}
