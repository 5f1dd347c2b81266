package io.dynrefer.region;

/**
 * A pixel rectangle {@code [x1, x2) × [y1, y2)} in the coordinates of the original image. Coordinates are finite and
 * ordered; they may lie outside the image and the box may have no area (which {@link Region} refuses where it matters).
 */
public record Box(double x1, double y1, double x2, double y2) {
    public Box {
        if (!(Double.isFinite(x1) && Double.isFinite(y1) && Double.isFinite(x2) && Double.isFinite(y2))) {
            throw DynReferException.invalid(
                    "bbox",
                    "Box coordinates must be finite numbers, not " + x1 + ", " + y1 + ", " + x2 + ", " + y2 + ".");
        }
        if (x2 < x1 || y2 < y1) {
            throw DynReferException.invalid(
                    "bbox",
                    "A box needs x1 <= x2 and y1 <= y2; got x1=" + x1 + " y1=" + y1 + " x2=" + x2 + " y2=" + y2 + ".");
        }
    }

    public double width() {
        return x2 - x1;
    }

    public double height() {
        return y2 - y1;
    }

    /** Whether the two boxes share any area. */
    public boolean overlaps(Box other) {
        return x1 < other.x2 && other.x1 < x2 && y1 < other.y2 && other.y1 < y2;
    }
}
