package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.RgbImage;

/** The network of an image encoder: from a view's pixels to a class token and a grid of tokens. */
public sealed interface ViewNetwork permits VisionTransformer, ConvolutionalEncoder {
    /** The network of a preset; reads {@code visual_encoder} and {@code ln_vision} of the whole checkpoint. */
    static ViewNetwork of(Weights weights, Preset preset) {
        return preset.imageEncoder() instanceof InvertedResidualSizes sizes
                ? new ConvolutionalEncoder(weights, preset, sizes)
                : new VisionTransformer(weights, preset);
    }

    /** A view's channels as the network wants them, {@code (3, height, width)}. */
    float[] normalize(RgbImage view);

    /**
     * Encodes normalised views.
     *
     * @param pixels (views, 3, size, size)
     * @return (views, 1 + h*w, width)
     */
    NDArray forward(NDArray pixels);
}
