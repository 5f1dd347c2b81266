package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** A linear layer: {@code input · weightᵀ + bias}. */
public final class Linear implements Layer {
    private final Matrix weight; // (outputs, inputs)
    private final @Nullable NDArray bias; // (outputs)

    public Linear(Matrix weight, @Nullable NDArray bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** The exact Gaussian error linear unit (erf), of any shape; the network has no other, T5 included (METHOD 4). */
    public static NDArray gelu(NDArray input) {
        return input.getNDArrayInternal().gelu();
    }

    /** (…, inputs) to (…, outputs). */
    @Override
    public NDArray forward(NDArray input) {
        return weight.product(input, bias);
    }
}
