package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer normalisation over the last axis. */
final class LayerNorm implements Layer {
    private final NDArray weight; // (width)
    private final NDArray bias; // (width)
    private final Shape width;
    private final float epsilon;

    LayerNorm(NDArray weight, NDArray bias, double epsilon) {
        this.weight = weight;
        this.bias = bias;
        this.width = weight.getShape();
        this.epsilon = (float) epsilon;
    }

    /** (…, width), normalised. */
    @Override
    public NDArray forward(NDArray input) {
        return input.getNDArrayInternal()
                .layerNorm(input, width, weight, bias, epsilon)
                .head();
    }
}
