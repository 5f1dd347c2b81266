package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution as TensorFlow does it: as many results as the stride allows, zeros around the map where they are
 * missing, the odd one of them right and below. Batch normalisation is folded into weight and bias.
 *
 * @param weight (outputs, inputs / groups, kernel, kernel)
 * @param bias (outputs)
 */
public record Convolution(NDArray weight, NDArray bias, int kernel, int stride, int groups, Activation activation)
        implements Layer {
    /** TensorFlow's upper bound of its bounded activation. */
    static final int MOST = 6;

    /** What follows. */
    public enum Activation {
        NONE,
        /** Between 0 and 6. */
        RELU6
    }

    private static Convolution of(
            Weights weights, int inputs, int outputs, int kernel, int stride, int groups, Activation activation) {
        return new Convolution(
                weights.array("weight", outputs, inputs / groups, kernel, kernel),
                weights.array("bias", outputs),
                kernel,
                stride,
                groups,
                activation);
    }

    /** One that mixes channels over a kernel of 3 x 3. */
    public static Convolution spatial(Weights weights, int inputs, int outputs, int stride) {
        return of(weights, inputs, outputs, 3, stride, 1, Activation.RELU6);
    }

    /** One that treats every channel by itself. */
    public static Convolution depthwise(Weights weights, int channels, int kernel, int stride) {
        return of(weights, channels, channels, kernel, stride, channels, Activation.RELU6);
    }

    /** One that mixes the channels of each place. */
    public static Convolution pointwise(Weights weights, int inputs, int outputs, Activation activation) {
        return of(weights, inputs, outputs, 1, 1, 1, activation);
    }

    /** (n, inputs, h, w) to (n, outputs, ceil(h / stride), ceil(w / stride)). */
    @Override
    public NDArray forward(NDArray input) {
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

    /** Results along a side of this length. */
    long results(long length) {
        return (length + stride - 1) / stride;
    }

    /** Zeros that a side of this length needs, both ends together. */
    long missing(long length) {
        return Math.max((results(length) - 1) * stride + kernel - length, 0);
    }
}
