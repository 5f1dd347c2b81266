package io.dynrefer.evaluation;

/** Numbers distinct longs 1, 2, 3… in the order in which they come: a hash table without boxes. */
final class NumberTable {
    /** Never a number of an entry. */
    static final int ABSENT = 0;

    private long[] keys = new long[1024];
    private int[] numbers = new int[1024]; // ABSENT marks a free slot
    private int size;

    int size() {
        return size;
    }

    /** The key's number, or {@link #ABSENT}. */
    int find(long key) {
        return numbers[slot(key)];
    }

    int findOrAdd(long key) {
        int slot = slot(key);
        if (numbers[slot] == ABSENT) {
            keys[slot] = key;
            numbers[slot] = ++size;
            if (3L * size > 2L * keys.length) {
                grow();
                return size;
            }
        }
        return numbers[slot];
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L; // Fibonacci hashing spreads consecutive keys
        int slot = (int) (mixed >>> 32) & keys.length - 1;
        while (numbers[slot] != ABSENT && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = new int[2 * oldNumbers.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != ABSENT) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
