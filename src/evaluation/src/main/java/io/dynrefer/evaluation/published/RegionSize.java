package io.dynrefer.evaluation.published;

import java.util.Locale;

/** How large a region is, by COCO's limits, for the rows of reports. */
enum RegionSize {
    SMALL(32 * 32),
    MEDIUM(96 * 96),
    LARGE(Double.POSITIVE_INFINITY);

    private final double limit; // in square pixels; belongs to the next size

    RegionSize(double limit) {
        this.limit = limit;
    }

    /** The size of a region of this many square pixels. */
    static RegionSize of(double area) {
        if (area < SMALL.limit) {
            return SMALL;
        }
        return area < MEDIUM.limit ? MEDIUM : LARGE;
    }

    /** What reports call it. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
