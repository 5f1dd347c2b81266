package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/** T5's layer norm: division by the root mean square, no mean taken off, no bias. */
final class RmsNorm implements Layer {
    private final NDArray weight; // (width)
    private final double epsilon;

    RmsNorm(NDArray weight, double epsilon) {
        this.weight = weight;
        this.epsilon = epsilon;
    }

    /** (…, width), normalised. */
    @Override
    public NDArray forward(NDArray input) {
        NDArray meanSquare = input.square().mean(new int[] {-1}, true); // (…, 1)
        return input.div(meanSquare.add(epsilon).sqrt()).mul(weight);
    }
}
