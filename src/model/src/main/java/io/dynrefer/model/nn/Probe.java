package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/** Sees what layers are given and what they make of it, for parity checks; see {@link Weights#watchedBy}. */
@FunctionalInterface
public interface Probe {
    /**
     * Sees one run of a layer. The arrays are closed soon afterwards: copy what is needed at once.
     *
     * @param layer the start of the names of the layer's weights, such as {@code ln_vision}
     */
    void record(String layer, NDArray input, NDArray output);
}
