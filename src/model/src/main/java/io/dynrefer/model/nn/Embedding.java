package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;

/** A table of vectors, looked up by number. */
public final class Embedding implements Layer {
    private final NDArray table; // (rows, width)

    public Embedding(NDArray table) {
        this.table = table;
    }

    /** The rows for {@code ids}: INT64 (…) to (…, width); the result belongs to the manager of {@code ids}. */
    @Override
    public NDArray forward(NDArray ids) {
        return ids.getNDArrayInternal()
                .embedding(ids, table, SparseFormat.DENSE)
                .head();
    }
}
