package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/**
 * What attention looks at: keys and values, both (rows, heads, length, head size).
 *
 * <p>Not equal by value. Whoever holds one closes it.
 */
record KeysAndValues(NDArray keys, NDArray values) implements AutoCloseable {
    /** These, followed by {@code next} along the length. */
    KeysAndValues followedBy(KeysAndValues next) {
        return new KeysAndValues(keys.concat(next.keys, 2), values.concat(next.values, 2));
    }

    /** The rows named by {@code indices}, INT64 (n), in that order; a row may occur several times. */
    KeysAndValues select(NDArray indices) {
        return new KeysAndValues(Rows.select(keys, indices), Rows.select(values, indices));
    }

    /** Takes both out of the scope they were made in, to live until closed. */
    KeysAndValues keep() {
        NDScope.unregister(keys, values);
        return this;
    }

    @Override
    public void close() {
        keys.close();
        values.close();
    }
}
