package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** A linear layer: {@code input · weightᵀ + bias}. */
public final class Linear {
    private final Matrix weight; // (outputs, inputs)
    private final @Nullable NDArray bias; // (outputs)

    public Linear(Matrix weight, @Nullable NDArray bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** (…, inputs) to (…, outputs). */
    public NDArray forward(NDArray input) {
        return weight.product(input, bias);
    }
}
