package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/**
 * Aligns each view's cells with those of the region's own view, which passes unchanged, as the class tokens do (METHOD
 * 3.3).
 */
public final class ViewAlignment {
    private static final NDIndex CLASS = new NDIndex(":, :, :1");
    private static final NDIndex CELLS = new NDIndex(":, :, 1:");
    private static final NDIndex FIRST = new NDIndex(":1");
    private static final NDIndex OTHERS = new NDIndex("1:");

    private final int viewCount;
    private final DeformableAlignment alignment;

    /** @param weights the whole checkpoint: reads {@code cvem_align} */
    public ViewAlignment(Weights weights, Preset preset) {
        int size = preset.roiAlign().outputSize();
        this.viewCount = preset.viewCount();
        this.alignment = new DeformableAlignment(weights.at("cvem_align"), preset.alignment(), size, size);
    }

    /**
     * @param views the region cut out of its views (regions * views, 1 + size*size, width), each region's views
     *     together and in order
     * @return (views, regions, 1 + size*size, width)
     */
    public NDArray forward(NDArray views) {
        Shape shape = views.getShape();
        NDArray byView = views.reshape(shape.get(0) / viewCount, viewCount, shape.get(1), shape.get(2))
                .transpose(1, 0, 2, 3); // (views, regions, 1 + size*size, width)
        return byView.get(CLASS).concat(align(byView.get(CELLS)), 2);
    }

    /** (views, regions, size*size, width) to the same. */
    private NDArray align(NDArray maps) {
        if (viewCount == 1) {
            return maps;
        }
        Shape shape = maps.getShape();
        Shape flat = new Shape((viewCount - 1) * shape.get(1), shape.get(2), shape.get(3));
        NDArray first = maps.get(FIRST); // (1, regions, size*size, width)
        NDArray reference = first.tile(new long[] {viewCount - 1, 1, 1, 1}).reshape(flat);
        NDArray aligned = alignment.forward(maps.get(OTHERS).reshape(flat), reference);
        return first.concat(aligned.reshape(viewCount - 1, shape.get(1), shape.get(2), shape.get(3)), 0);
    }
}
