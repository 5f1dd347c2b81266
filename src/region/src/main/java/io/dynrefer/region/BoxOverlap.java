package io.dynrefer.region;

/** How much two boxes have in common, in continuous pixel coordinates (no {@code + 1}). */
public final class BoxOverlap {
    private BoxOverlap() {}

    /** Intersection over union, 0..1; NaN for two boxes without area. */
    public static double intersectionOverUnion(Box first, Box second) {
        double intersection = intersection(first, second);
        return intersection / (area(first) + area(second) - intersection);
    }

    /** The share of {@code first} inside {@code second}, 0..1: how COCO compares a detection with a crowd. */
    public static double intersectionOverFirst(Box first, Box second) {
        double intersection = intersection(first, second);
        return intersection == 0 ? 0 : intersection / area(first);
    }

    /** Square pixels. */
    public static double area(Box box) {
        return box.width() * box.height();
    }

    private static double intersection(Box first, Box second) {
        double width = Math.min(first.x2(), second.x2()) - Math.max(first.x1(), second.x1());
        double height = Math.min(first.y2(), second.y2()) - Math.max(first.y1(), second.y1());
        return Math.max(0, width) * Math.max(0, height);
    }
}
