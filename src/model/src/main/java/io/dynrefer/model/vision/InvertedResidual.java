package io.dynrefer.model.vision;

import io.dynrefer.model.nn.Convolution;
import io.dynrefer.model.nn.Convolution.Activation;
import io.dynrefer.model.nn.Convolutions;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import org.jspecify.annotations.Nullable;

/**
 * The block of MobileNetV2 and EfficientNet-Lite: widen, look around per channel, narrow; added to the input where that
 * has the same shape.
 */
final class InvertedResidual {
    private final @Nullable Convolution expand;
    private final Convolution depthwise;
    private final Convolution project;
    private final boolean added;

    /** @param stride of this block, which is the stage's in its first block alone */
    InvertedResidual(Weights weights, int inputs, InvertedResidualSizes.Stage sizes, int stride) {
        int outputs = sizes.channels();
        int hidden = inputs * sizes.expansion();
        this.expand = sizes.expansion() == 1
                ? null
                : Convolution.pointwise(weights.at("expand"), inputs, hidden, Activation.RELU6);
        this.depthwise = Convolution.depthwise(weights.at("depthwise"), hidden, sizes.kernel(), stride);
        this.project = Convolution.pointwise(weights.at("project"), hidden, outputs, Activation.NONE);
        this.added = stride == 1 && inputs == outputs;
    }

    /** (n, inputs, h, w) to (n, outputs, h / stride, w / stride). */
    <M> M run(Convolutions<M> by, M input) {
        return by.block(input, map -> {
            M expanded = expand == null ? map : by.convolve(map, expand); // (n, hidden, h, w)
            M seen = by.convolve(expanded, depthwise); // (n, hidden, h / stride, w / stride)
            return added ? by.convolve(seen, project, map) : by.convolve(seen, project);
        });
    }
}
