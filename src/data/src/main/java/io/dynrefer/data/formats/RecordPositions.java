package io.dynrefer.data.formats;

import java.util.Arrays;

/** Where the records of a list lie, and a number of each: an image's id, or the image an annotation belongs to. */
final class RecordPositions {
    private static final long[] NONE = {};

    private long[] numbers = new long[1024];
    private long[] offsets = new long[1024];
    private int[] lengths = new int[1024];
    private int count;

    void add(long number, long offset, long length) {
        if (count == lengths.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        numbers[count] = number;
        offsets[count] = offset;
        lengths[count] = Math.toIntExact(length);
        count++;
    }

    int count() {
        return count;
    }

    /** Keeps no room for more records, and no numbers. */
    void finish() {
        numbers = NONE;
        offsets = Arrays.copyOf(offsets, count);
        lengths = Arrays.copyOf(lengths, count);
    }

    long number(int record) {
        return numbers[record];
    }

    long offset(int record) {
        return offsets[record];
    }

    int length(int record) {
        return lengths[record];
    }
}
