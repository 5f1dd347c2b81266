package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** A matrix of 32-bit floats. */
record Fp32Matrix(NDArray weight) implements Matrix {
    @Override
    public NDArray product(NDArray input, @Nullable NDArray bias) {
        return input.getNDArrayInternal().linear(input, weight, bias).head();
    }
}
