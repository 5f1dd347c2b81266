package io.dynrefer.region;

import java.util.List;

/**
 * A region given as one or more polygons in COCO form: each part lists {@code x1, y1, x2, y2, …} in pixels, at least
 * three points.
 */
public record PolygonRegion(List<List<Double>> parts) implements Region {
    public PolygonRegion {
        parts = parts.stream().map(List::copyOf).toList();
    }

    @Override
    public Box bounds() {
        throw new UnsupportedOperationException("views helper writes this");
    }
}
