package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Weights;

/**
 * A convolution as TensorFlow does it: as many results as the stride allows, zeros around the map where they are
 * missing, the odd one of them right and below. Batch normalisation is folded into weight and bias.
 */
final class Convolution {
    /** TensorFlow's upper bound of its bounded activation. */
    private static final int MOST = 6;

    private final NDArray weight; // (outputs, inputs / groups, kernel, kernel)
    private final NDArray bias; // (outputs)
    private final int kernel;
    private final int stride;
    private final int groups;
    private final Activation activation;

    /** What follows. */
    enum Activation {
        NONE,
        /** Between 0 and 6. */
        RELU6
    }

    private Convolution(
            Weights weights, int inputs, int outputs, int kernel, int stride, int groups, Activation activation) {
        this.weight = weights.array("weight", outputs, inputs / groups, kernel, kernel);
        this.bias = weights.array("bias", outputs);
        this.kernel = kernel;
        this.stride = stride;
        this.groups = groups;
        this.activation = activation;
    }

    /** One that mixes channels over a kernel of 3 x 3. */
    static Convolution spatial(Weights weights, int inputs, int outputs, int stride) {
        return new Convolution(weights, inputs, outputs, 3, stride, 1, Activation.RELU6);
    }

    /** One that treats every channel by itself. */
    static Convolution depthwise(Weights weights, int channels, int kernel, int stride) {
        return new Convolution(weights, channels, channels, kernel, stride, channels, Activation.RELU6);
    }

    /** One that mixes the channels of each place. */
    static Convolution pointwise(Weights weights, int inputs, int outputs, Activation activation) {
        return new Convolution(weights, inputs, outputs, 1, 1, 1, activation);
    }

    /** (n, inputs, h, w) to (n, outputs, ceil(h / stride), ceil(w / stride)). */
    NDArray forward(NDArray input) {
        long high = missing(input.getShape().get(2));
        long wide = missing(input.getShape().get(3));
        boolean even = high % 2 == 0 && wide % 2 == 0;
        NDArray padded = even ? input : input.pad(new Shape(wide / 2, wide - wide / 2, high / 2, high - high / 2), 0);
        Shape padding = even ? new Shape(high / 2, wide / 2) : new Shape(0, 0);
        NDArray output = padded.getNDArrayInternal()
                .convolution(padded, weight, bias, new Shape(stride, stride), padding, new Shape(1, 1), groups)
                .head();
        return activation == Activation.RELU6 ? output.clip(0, MOST) : output;
    }

    /** Zeros that a side of this length needs, both ends together. */
    private long missing(long length) {
        long outputs = (length + stride - 1) / stride;
        return Math.max((outputs - 1) * stride + kernel - length, 0);
    }
}
