package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
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
    private final int viewCount;
    private final RoiAlign roiAlign;
    private final DeformableAlignment alignment;
    private final Linear inner;
    private final Linear outer;
    private final Probe probe;

    /** @param weights the whole checkpoint: reads {@code cvem_align} and {@code cvem_mlp} */
    public ViewFusion(Weights weights, Preset preset, Probe probe) {
        int width = preset.imageEncoder().width();
        int size = preset.roiAlign().outputSize();
        this.viewCount = preset.viewCount();
        this.roiAlign = new RoiAlign(preset.roiAlign(), preset.grid(), preset.grid());
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
        return Scope.of(() -> {
            NDArray concatenated = concatenate(views, boxes); // (regions, 1 + size*size, views * width)
            probe.record("cvem.concat", concatenated);
            NDArray hidden = inner.forward(concatenated); // (regions, 1 + size*size, width)
            probe.record("cvem_mlp.0", hidden);
            NDArray fused = outer.forward(hidden.getNDArrayInternal().relu());
            probe.record("cvem_mlp", fused);
            return fused;
        });
    }

    private NDArray concatenate(NDArray views, List<Box> boxes) {
        NDArray regionMaps = roiAlign.forward(views.get(":, 1:"), boxes); // (regions * views, size*size, width)
        probe.record("roi_align", regionMaps);
        NDArray aligned = align(byView(regionMaps)); // (views, regions, size*size, width)
        NDArray classTokens = byView(views.get(":, :1")); // (views, regions, 1, width)
        NDArray tokens = classTokens.concat(aligned, 2).transpose(1, 2, 0, 3); // (regions, tokens, views, width)
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
        NDArray first = maps.get(":1"); // (1, regions, cells, width)
        NDArray reference = first.tile(new long[] {viewCount - 1, 1, 1, 1}).reshape(flat);
        NDArray aligned = alignment.forward(maps.get("1:").reshape(flat), reference);
        return first.concat(aligned.reshape(viewCount - 1, shape.get(1), shape.get(2), shape.get(3)), 0);
    }
}
