package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;

/**
 * T5's learned bias for the distance from query to key: one value per head and bucket of distances. Held by block 0 and
 * shared by all blocks of its stack.
 */
final class RelativePositions {
    private final Layer table; // (buckets, heads)
    private final int buckets;
    private final int maxDistance;
    private final Direction direction;

    /** Which keys a query may see. */
    enum Direction {
        /** All: half of the buckets are for keys behind the query. */
        BOTH,
        /** Those before it and itself. */
        PAST
    }

    RelativePositions(Layer table, int buckets, int maxDistance, Direction direction) {
        this.table = table;
        this.buckets = buckets;
        this.maxDistance = maxDistance;
        this.direction = direction;
    }

    /** The bias for queries {@code from}…{@code to - 1} and keys 0…{@code to - 1}: (1, heads, to - from, to). */
    NDArray bias(NDManager manager, int from, int to) {
        long[] indices = new long[(to - from) * to]; // (queries, keys)
        for (int query = from; query < to; query++) {
            for (int key = 0; key < to; key++) {
                indices[(query - from) * to + key] = bucket(key - query);
            }
        }
        NDArray numbers = manager.create(indices, new Shape(to - from, to)).duplicate(); // gradients need them later
        NDArray biases = table.forward(numbers); // (queries, keys, heads)
        return biases.transpose(2, 0, 1).expandDims(0);
    }

    /** The bucket of a key's position relative to the query's, in T5's single-precision arithmetic. */
    int bucket(int relative) {
        int count = direction == Direction.BOTH ? buckets / 2 : buckets;
        int offset = direction == Direction.BOTH && relative > 0 ? count : 0;
        int distance = direction == Direction.BOTH ? Math.abs(relative) : Math.max(-relative, 0);
        int exact = count / 2;
        if (distance < exact) {
            return offset + distance;
        }
        float share = (float) Math.log((float) distance / exact) / (float) Math.log((double) maxDistance / exact);
        return offset + Math.min(exact + (int) (share * (count - exact)), count - 1);
    }
}
