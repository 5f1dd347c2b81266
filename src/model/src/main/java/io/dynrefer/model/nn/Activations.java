package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/** Activation functions. */
public final class Activations {
    private Activations() {}

    /** The exact Gaussian error linear unit (erf); the network has no other, T5 included (METHOD 4). */
    public static NDArray gelu(NDArray input) {
        return input.getNDArrayInternal().gelu();
    }
}
