package io.dynrefer.region;

/** A point in pixels of the upright image, from its upper left corner; finite, and perhaps outside the image. */
public record Point(double x, double y) {
    public Point {
        if (!(Double.isFinite(x) && Double.isFinite(y))) {
            throw DynReferException.invalid("point", "A point is two finite numbers, not " + x + ", " + y + ".");
        }
    }
}
