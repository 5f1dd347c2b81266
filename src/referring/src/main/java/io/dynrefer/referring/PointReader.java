package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Point;
import io.dynrefer.region.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads points as requests write them. */
final class PointReader {
    private PointReader() {}

    /** {@code [x, y]} in pixels of the upright image; anything else is a 400 about {@code field}. */
    static Point read(String field, @Nullable List<Double> point) {
        if (point == null || point.size() != 2 || !Double.isFinite(point.get(0)) || !Double.isFinite(point.get(1))) {
            throw DynReferException.invalid(
                    field,
                    "A point is [x, y] in pixels of the upright image, not "
                            + (point == null ? "null" : Quoted.of(point)) + ".");
        }
        return new Point(point.get(0), point.get(1));
    }
}
