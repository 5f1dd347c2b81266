package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import java.util.List;

/**
 * Makes one feature map of a region's views (METHOD 3.2 to 3.4): cut the region out of each view, align the views with
 * the first, concatenate them channel by channel in their order, mix.
 */
public final class ViewFusion {
    private static final NDIndex CLASS = new NDIndex(":, :, :1");
    private static final NDIndex CELLS = new NDIndex(":, :, 1:");
    private static final NDIndex FIRST = new NDIndex(":1");
    private static final NDIndex OTHERS = new NDIndex("1:");

    private final int viewCount;
    private final RegionTokens regionTokens;
    private final DeformableAlignment alignment;
    private final Linear inner;
    private final Linear outer;
    private final Probe probe;

    /** @param weights the whole checkpoint: reads {@code cvem_align} and {@code cvem_mlp} */
    public ViewFusion(Weights weights, Preset preset, Probe probe) {
        int width = preset.imageEncoder().width();
        int size = preset.roiAlign().outputSize();
        this.viewCount = preset.viewCount();
        this.regionTokens = new RegionTokens(preset, probe);
        this.alignment =
                new DeformableAlignment(weights.at("cvem_align"), preset.alignment(), size, size, probe.at("dcn"));
        this.inner = weights.linear("cvem_mlp.0", width, (long) viewCount * width);
        this.outer = weights.linear("cvem_mlp.2", width, width);
        this.probe = probe;
    }

    /**
     * @param views (regions * views, 1 + h*w, width), each region's views together and in order
     * @param boxes the region in pixels of each view
     * @return (regions, 1 + size*size, width)
     */
    public NDArray forward(NDArray views, List<Box> boxes) {
        return Scope.of(() -> fuse(regionTokens.forward(views, boxes)));
    }

    /**
     * The same from views whose region is already cut out.
     *
     * @param regions what {@link RegionTokens} made: (regions * views, 1 + size*size, width), each region's views
     *     together and in order
     * @return (regions, 1 + size*size, width)
     */
    public NDArray fuse(NDArray regions) {
        return Scope.of(() -> {
            NDArray concatenated = concatenate(regions); // (regions, 1 + size*size, views * width)
            probe.record("cvem.concat", concatenated);
            NDArray hidden = inner.forward(concatenated); // (regions, 1 + size*size, width)
            probe.record("cvem_mlp.0", hidden);
            NDArray fused = outer.forward(hidden.getNDArrayInternal().relu());
            probe.record("cvem_mlp", fused);
            return fused;
        });
    }

    private NDArray concatenate(NDArray regions) {
        NDArray byView = byView(regions); // (views, regions, 1 + size*size, width)
        NDArray aligned = align(byView.get(CELLS)); // (views, regions, size*size, width)
        NDArray tokens = byView.get(CLASS).concat(aligned, 2).transpose(1, 2, 0, 3); // (regions, tokens, views, width)
        Shape shape = tokens.getShape();
        return tokens.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3));
    }

    /** (regions * views, tokens, width) to (views, regions, tokens, width). */
    private NDArray byView(NDArray array) {
        Shape shape = array.getShape();
        return array.reshape(shape.get(0) / viewCount, viewCount, shape.get(1), shape.get(2))
                .transpose(1, 0, 2, 3);
    }

    /** Aligns every view but the first, which passes unchanged: (views, regions, cells, width) to the same. */
    private NDArray align(NDArray maps) {
        if (viewCount == 1) {
            return maps;
        }
        Shape shape = maps.getShape();
        Shape flat = new Shape((viewCount - 1) * shape.get(1), shape.get(2), shape.get(3));
        NDArray first = maps.get(FIRST); // (1, regions, cells, width)
        NDArray reference = first.tile(new long[] {viewCount - 1, 1, 1, 1}).reshape(flat);
        NDArray aligned = alignment.forward(maps.get(OTHERS).reshape(flat), reference);
        return first.concat(aligned.reshape(viewCount - 1, shape.get(1), shape.get(2), shape.get(3)), 0);
    }
}
