package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** The keys and values of all tokens so far of one block's self-attention, one row per running beam. */
final class RowCache implements AutoCloseable {
    private @Nullable KeysAndValues past; // (rows, heads, length, head size)

    /** Adds the newest token's (rows, heads, 1, head size) and returns all. */
    KeysAndValues append(KeysAndValues newest) {
        KeysAndValues all = past == null ? newest : past.followedBy(newest);
        return replace(all);
    }

    /** Keeps the rows named by {@code indices}, INT64 (new rows), in that order. */
    void select(NDArray indices) {
        if (past != null) {
            replace(past.select(indices));
        }
    }

    private KeysAndValues replace(KeysAndValues next) {
        next.keep();
        close();
        past = next;
        return next;
    }

    @Override
    public void close() {
        if (past != null) {
            past.close();
            past = null;
        }
    }
}
