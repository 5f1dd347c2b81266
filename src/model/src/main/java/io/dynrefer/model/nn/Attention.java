package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** The parts of multi-head attention that have no weights. */
public final class Attention {
    private Attention() {}

    /** (n, tokens, heads * size) to (n, heads, tokens, size). */
    public static NDArray splitHeads(NDArray input, int heads) {
        Shape shape = input.getShape();
        return input.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    /** (n, heads, tokens, size) to (n, tokens, heads * size). */
    public static NDArray mergeHeads(NDArray input) {
        Shape shape = input.getShape();
        return input.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
    }

    /**
     * {@code softmax(query · keyᵀ + bias) · value}; no scale is applied, since T5 has none.
     *
     * @param query (n, heads, queries, size), already scaled
     * @param key (n, heads, keys, size)
     * @param value (n, heads, keys, size)
     * @param bias broadcastable to (n, heads, queries, keys), or none
     * @return (n, heads, queries, size)
     */
    public static NDArray attend(NDArray query, NDArray key, NDArray value, @Nullable NDArray bias) {
        return NativeOps.instance().attention(query, key, value, bias);
    }

    /** The same with dropout of what each query gives to each key. */
    public static NDArray attend(NDArray query, NDArray key, NDArray value, @Nullable NDArray bias, Dropout dropout) {
        return dropout.isActive()
                ? dropout.forward(weights(query, key, bias)).matMul(value)
                : attend(query, key, value, bias);
    }

    /** {@code softmax(query · keyᵀ + bias)}: (n, heads, queries, keys). */
    static NDArray weights(NDArray query, NDArray key, @Nullable NDArray bias) {
        NDArray scores = query.matMul(key.transpose(0, 1, 3, 2)); // (n, heads, queries, keys)
        return (bias == null ? scores : scores.add(bias)).softmax(-1);
    }
}
