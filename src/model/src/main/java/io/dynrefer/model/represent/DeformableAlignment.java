package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** Aligns a view's features with those of the region's own view, by deformable convolution v4 (METHOD 3.3). */
final class DeformableAlignment {
    private final Preset.Alignment preset;
    private final int height;
    private final int width;
    private final Layer comparison;
    private final Layer offsetMask;
    private final Layer valueProjection;
    private final Layer outputProjection;
    private final DeformableSampling sampling;

    /**
     * @param weights those below {@code cvem_align}
     * @param height cells of the feature map
     * @param width cells of the feature map
     */
    DeformableAlignment(Weights weights, Preset.Alignment preset, int height, int width) {
        int channels = preset.channels();
        int kernel = preset.depthwiseKernelSize();
        this.preset = preset;
        this.height = height;
        this.width = width;
        this.comparison =
                weights.convolution("offset_mask_dw", new Shape(channels, 2, kernel, kernel), 1, kernel / 2, channels);
        this.offsetMask = weights.linear("offset_mask", preset.offsetMaskWidth(), channels);
        this.valueProjection = weights.linear("value_proj", channels, channels);
        this.outputProjection = weights.linear("output_proj", channels, channels);
        this.sampling = new DeformableSampling(preset, height, width);
    }

    /**
     * @param view (n, h*w, channels), what is sampled
     * @param reference (n, h*w, channels), features of the region's own view
     * @return (n, h*w, channels)
     */
    NDArray forward(NDArray view, NDArray reference) {
        NDArray value = valueProjection.forward(view); // (n, h*w, channels)
        NDArray offsets = offsetMask.forward(compare(view, reference)); // (n, h*w, offsetMaskWidth)
        return outputProjection.forward(sampling.forward(value, offsets));
    }

    /**
     * The convolution over both maps. Its groups are those of the released code: output channel o sees channels 2o and
     * 2o + 1 of [view, reference], so the first half of the output knows the view alone and the second the reference.
     */
    private NDArray compare(NDArray view, NDArray reference) {
        long n = view.getShape().get(0);
        int channels = preset.channels();
        NDArray maps = view.concat(reference, 2).transpose(0, 2, 1).reshape(n, 2L * channels, height, width);
        NDArray compared = comparison.forward(maps); // (n, channels, h, w)
        return compared.reshape(n, channels, -1).transpose(0, 2, 1); // (n, h*w, channels)
    }
}
