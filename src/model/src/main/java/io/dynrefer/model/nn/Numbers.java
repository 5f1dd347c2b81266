package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic of an array with one number, fit for recording gradients.
 *
 * <p>The engine's own {@code mul(Number)} and the like put the number into memory of Java's, which is free again when
 * they return, while the backward pass still reads it there: gradients would be wrong once in a while, whenever Java
 * has collected garbage in between. Here the number lies in the engine's memory, which counts its readers.
 */
public final class Numbers {
    private Numbers() {}

    /** Each entry times {@code factor}, of the same shape. */
    public static NDArray times(NDArray array, double factor) {
        return array.mul(scalar(array, factor));
    }

    /** Each entry, or {@code floor} where that is larger, of the same shape. */
    public static NDArray atLeast(NDArray array, double floor) {
        return array.maximum(scalar(array, floor));
    }

    /** Each entry, or {@code ceiling} where that is smaller, of the same shape. */
    public static NDArray atMost(NDArray array, double ceiling) {
        return array.minimum(scalar(array, ceiling));
    }

    private static NDArray scalar(NDArray like, double value) {
        return like.getManager().full(new Shape(), (float) value, like.getDataType()); // ()
    }
}
