package io.dynrefer.data.imports;

import io.dynrefer.region.Box;

/** Boxes of other shapes. */
final class Boxes {
    private Boxes() {}

    /**
     * The box around points.
     *
     * @param numbers x and y by turns
     * @param from the first of them
     * @param scaleX what an x is multiplied with
     * @param scaleY what a y is multiplied with
     */
    static Box around(double[] numbers, int from, double scaleX, double scaleY) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = from; i + 1 < numbers.length; i += 2) {
            left = Math.min(left, numbers[i] * scaleX);
            right = Math.max(right, numbers[i] * scaleX);
            top = Math.min(top, numbers[i + 1] * scaleY);
            bottom = Math.max(bottom, numbers[i + 1] * scaleY);
        }
        return new Box(left, top, right, bottom);
    }

    /**
     * The box around a box that is turned about a point.
     *
     * @param degrees clockwise
     */
    static Box turned(Box box, double degrees, double aboutX, double aboutY) {
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double[] corners = {box.x1(), box.y1(), box.x2(), box.y1(), box.x2(), box.y2(), box.x1(), box.y2()};
        for (int i = 0; i < corners.length; i += 2) {
            double x = corners[i] - aboutX;
            double y = corners[i + 1] - aboutY;
            corners[i] = aboutX + x * cosine - y * sine;
            corners[i + 1] = aboutY + x * sine + y * cosine;
        }
        return around(corners, 0, 1, 1);
    }
}
