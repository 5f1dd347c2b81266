package io.dynrefer.cli;

import io.dynrefer.store.RegionSpec;
import java.util.List;
import java.util.Locale;

/** How the four numbers of a box are meant. */
enum BoxFormat {
    /** Left, top, width, height in pixels. */
    XYWH,
    /** Left, top, right, bottom in pixels. */
    XYXY,
    /** The centre, then width, height, in pixels. */
    CXCYWH,
    /** Left, top, width, height as fractions of the image. */
    NORMALIZED;

    /** The box as a request has it. */
    RegionSpec spec(List<Double> numbers) {
        return this == CXCYWH && numbers.size() == 4
                ? XYWH.spec(List.of(
                        numbers.get(0) - numbers.get(2) / 2,
                        numbers.get(1) - numbers.get(3) / 2,
                        numbers.get(2),
                        numbers.get(3)))
                : new RegionSpec(numbers, this == CXCYWH ? XYWH.toString() : toString(), null, null, null);
    }

    /** Whether numbers in pixels look as if fractions of the image were meant. */
    boolean doubts(List<Double> numbers) {
        return this != NORMALIZED
                && numbers.stream().allMatch(number -> number >= 0 && number <= 1)
                && numbers.stream().anyMatch(number -> number != Math.rint(number));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
