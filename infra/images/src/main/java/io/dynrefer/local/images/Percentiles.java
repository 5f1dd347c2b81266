package io.dynrefer.local.images;

import java.util.List;

/** Times in milliseconds, sorted; percentiles are nearest ranks, so each is a time that was measured. */
record Percentiles(List<Double> millis) {
    Percentiles {
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("there is no time to sum up");
        }
        millis = millis.stream().sorted().toList();
    }

    /** The time that {@code percent} of the times do not exceed. */
    double at(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * millis.size());
        return millis.get(Math.max(rank, 1) - 1);
    }
}
