package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Where weights come from, by the released checkpoint's own names.
 *
 * <p>A missing name or another shape is a {@link io.dynrefer.region.DynReferException} that names both. The arrays stay
 * open as long as the source does. For training, a source hands out copies that record gradients.
 */
public interface WeightSource {
    boolean contains(String name);

    /** The shape a tensor has. */
    Shape shape(String name);

    /** A tensor as 32-bit floats; never to be written to. */
    NDArray array(String name, Shape expected);

    /** A linear layer's weight (outputs, inputs) in the source's precision, 32-bit floats unless it says otherwise. */
    default Matrix matrix(String name, Shape expected) {
        return Matrix.of(array(name, expected));
    }
}
