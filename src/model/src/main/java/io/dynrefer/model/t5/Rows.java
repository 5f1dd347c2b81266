package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;

/** Picks rows of an array. */
final class Rows {
    private Rows() {}

    /**
     * The rows named by {@code indices}, INT64 (n), in that order; a row may occur several times. A look-up in a table
     * of flattened rows, which is the fastest way to pick rows here.
     */
    static NDArray select(NDArray array, NDArray indices) {
        long[] shape = array.getShape().getShape().clone();
        NDArray table = array.reshape(shape[0], -1);
        shape[0] = indices.size();
        return indices.getNDArrayInternal()
                .embedding(indices, table, SparseFormat.DENSE)
                .head()
                .reshape(new Shape(shape));
    }
}
