package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/**
 * Makes one feature map of a region's views: concatenates them channel by channel in their order, mixes (METHOD 3.4).
 */
public final class ViewFusion {
    private final Layer inner;
    private final Layer outer;

    /** @param weights the whole checkpoint: reads {@code cvem_mlp} */
    public ViewFusion(Weights weights, Preset preset) {
        int width = preset.imageEncoder().width();
        this.inner = weights.linear("cvem_mlp.0", width, (long) preset.viewCount() * width);
        this.outer = weights.linear("cvem_mlp.2", width, width);
    }

    /**
     * @param views aligned (views, regions, tokens, width)
     * @return (regions, tokens, width)
     */
    public NDArray forward(NDArray views) {
        NDArray tokens = views.transpose(1, 2, 0, 3); // (regions, tokens, views, width)
        Shape shape = tokens.getShape();
        NDArray concatenated = tokens.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3));
        return outer.forward(inner.forward(concatenated).getNDArrayInternal().relu());
    }
}
