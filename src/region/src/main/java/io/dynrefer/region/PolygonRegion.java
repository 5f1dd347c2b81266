package io.dynrefer.region;

import java.util.List;

/**
 * A region given as one or more polygons in COCO form: each part lists {@code x1, y1, x2, y2, …} in pixels, at least
 * three points. Coordinates are finite and may lie outside the image.
 */
public record PolygonRegion(List<List<Double>> parts) implements Region {
    private static final int POINTS_PER_PART = 3;

    public PolygonRegion {
        parts = parts.stream().map(List::copyOf).toList();
        if (parts.isEmpty()) {
            throw new DynReferException(
                    ErrorCode.EMPTY_REGION, "polygon", "A polygon region needs at least one part; the list is empty.");
        }
        for (int part = 0; part < parts.size(); part++) {
            requirePoints("polygon[" + part + "]", parts.get(part));
        }
    }

    private static void requirePoints(String field, List<Double> coordinates) {
        if (coordinates.size() % 2 != 0) {
            throw DynReferException.invalid(
                    field,
                    "A polygon lists x and y in turn, so an even count of numbers; " + field + " has "
                            + coordinates.size() + ".");
        }
        if (coordinates.size() < 2 * POINTS_PER_PART) {
            throw DynReferException.invalid(
                    field,
                    "A polygon needs at least 3 points (6 numbers); " + field + " has " + coordinates.size() / 2
                            + " points.");
        }
        for (double coordinate : coordinates) {
            if (!Double.isFinite(coordinate)) {
                throw DynReferException.invalid(
                        field, "Polygon coordinates must be finite numbers; " + field + " holds " + coordinate + ".");
            }
        }
    }

    @Override
    public Box extent() {
        double x1 = Double.POSITIVE_INFINITY;
        double y1 = Double.POSITIVE_INFINITY;
        double x2 = Double.NEGATIVE_INFINITY;
        double y2 = Double.NEGATIVE_INFINITY;
        for (List<Double> part : parts) {
            for (int i = 0; i < part.size(); i += 2) {
                x1 = Math.min(x1, part.get(i));
                x2 = Math.max(x2, part.get(i));
                y1 = Math.min(y1, part.get(i + 1));
                y2 = Math.max(y2, part.get(i + 1));
            }
        }
        return new Box(x1, y1, x2, y2);
    }
}
