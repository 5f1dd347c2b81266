package io.dynrefer.model.t5;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;

/** The highest of many scores, found in one pass. Of equal ones the first. */
final class TopCandidates {
    private final float[] scores; // (capacity), descending
    private final int[] indices; // (capacity)
    private int size;

    /** The {@code count} highest of {@code values[offset]} to {@code values[offset + length - 1]}. */
    TopCandidates(float[] values, int offset, int length, int count) {
        this.scores = new float[count];
        this.indices = new int[count];
        float threshold = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            float value = values[offset + i];
            if (value > threshold || (size < count && value >= threshold)) {
                insert(value, i);
                threshold = size == count ? scores[count - 1] : Float.NEGATIVE_INFINITY;
            }
        }
        if (size < count) {
            throw new DynReferException(
                    ErrorCode.INTERNAL,
                    "The language model's scores are not numbers; its weights are damaged or their values too large.");
        }
    }

    private void insert(float value, int index) {
        int place = Math.min(size, scores.length - 1);
        while (place > 0 && scores[place - 1] < value) {
            scores[place] = scores[place - 1];
            indices[place] = indices[place - 1];
            place--;
        }
        scores[place] = value;
        indices[place] = index;
        size = Math.min(size + 1, scores.length);
    }

    int size() {
        return size;
    }

    float score(int rank) {
        return scores[rank];
    }

    /** Counted from the offset. */
    int index(int rank) {
        return indices[rank];
    }
}
