package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/** A step of the network from one array to one array; its weights are its own. Safe for use by several threads. */
@FunctionalInterface
public interface Layer {
    /** The result belongs to the input's manager and is the caller's to free. */
    NDArray forward(NDArray input);
}
