package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** Aligns a view's features with those of the region's own view, by deformable convolution v4 (METHOD 3.3). */
public final class DeformableAlignment {
    private final Preset.Alignment preset;
    private final int height;
    private final int width;
    private final NDArray depthwiseWeight; // (channels, 2, kernel, kernel)
    private final NDArray depthwiseBias; // (channels)
    private final Linear offsetMask;
    private final Linear valueProjection;
    private final Linear outputProjection;
    private final DeformableSampling sampling;
    private final Probe probe;

    /**
     * @param weights those below {@code cvem_align}
     * @param height cells of the feature map
     * @param width cells of the feature map
     */
    public DeformableAlignment(Weights weights, Preset.Alignment preset, int height, int width, Probe probe) {
        int channels = preset.channels();
        int kernel = preset.depthwiseKernelSize();
        this.preset = preset;
        this.height = height;
        this.width = width;
        this.depthwiseWeight = weights.array("offset_mask_dw.weight", channels, 2, kernel, kernel);
        this.depthwiseBias = weights.array("offset_mask_dw.bias", channels);
        this.offsetMask = weights.linear("offset_mask", preset.offsetMaskWidth(), channels);
        this.valueProjection = weights.linear("value_proj", channels, channels);
        this.outputProjection = weights.linear("output_proj", channels, channels);
        this.sampling = new DeformableSampling(preset, height, width);
        this.probe = probe;
    }

    /**
     * @param view (n, h*w, channels), what is sampled
     * @param reference (n, h*w, channels), features of the region's own view
     * @return (n, h*w, channels)
     */
    public NDArray forward(NDArray view, NDArray reference) {
        probe.record("in_input", view);
        probe.record("in_ref", reference);
        NDArray value = valueProjection.forward(view); // (n, h*w, channels)
        probe.record("value_proj", value);
        NDArray offsets = offsetMask.forward(compare(view, reference)); // (n, h*w, offsetMaskWidth)
        probe.record("offset_mask", offsets);
        NDArray sampled = sampling.forward(value, offsets); // (n, h*w, channels)
        probe.record("core", sampled);
        NDArray aligned = outputProjection.forward(sampled);
        probe.record("out", aligned);
        return aligned;
    }

    /**
     * The convolution over both maps. Its groups are those of the released code: output channel o sees channels 2o and
     * 2o + 1 of [view, reference], so the first half of the output knows the view alone and the second the reference.
     */
    private NDArray compare(NDArray view, NDArray reference) {
        long n = view.getShape().get(0);
        int channels = preset.channels();
        NDArray maps = view.concat(reference, 2).transpose(0, 2, 1).reshape(n, 2L * channels, height, width);
        Shape pad = new Shape(preset.depthwiseKernelSize() / 2, preset.depthwiseKernelSize() / 2);
        NDArray compared = maps.getNDArrayInternal()
                .convolution(maps, depthwiseWeight, depthwiseBias, new Shape(1, 1), pad, new Shape(1, 1), channels)
                .head(); // (n, channels, h, w)
        NDArray tokens = compared.reshape(n, channels, -1).transpose(0, 2, 1); // (n, h*w, channels)
        probe.record("offset_mask_dw", tokens);
        return tokens;
    }
}
