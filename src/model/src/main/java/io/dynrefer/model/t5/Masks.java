package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Numbers;

/** Biases that keep attention away from padding and from the future. */
final class Masks {
    private Masks() {}

    /** A mask INT64 (n, tokens) of 1 and 0 as a bias (n, 1, 1, tokens): 0 and a very low number. */
    static NDArray padding(NDArray mask) {
        NDArray absent = mask.toType(DataType.FLOAT32, false).neg().add(1);
        return Numbers.times(absent, -Float.MAX_VALUE).expandDims(1).expandDims(1);
    }

    /** (1, 1, tokens, tokens): a very low number where the key comes after the query. */
    static NDArray future(NDManager manager, int tokens) {
        float[] bias = new float[tokens * tokens]; // (queries, keys)
        for (int query = 0; query < tokens; query++) {
            for (int key = query + 1; key < tokens; key++) {
                bias[query * tokens + key] = -Float.MAX_VALUE;
            }
        }
        return manager.create(bias, new Shape(1, 1, tokens, tokens));
    }
}
