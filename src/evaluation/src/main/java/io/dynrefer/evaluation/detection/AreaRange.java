package io.dynrefer.evaluation.detection;

/** COCO's object sizes; both ends belong to a range. */
enum AreaRange {
    ALL(0, 1e5 * 1e5),
    SMALL(0, 32 * 32),
    MEDIUM(32 * 32, 96 * 96),
    LARGE(96 * 96, 1e5 * 1e5);

    private final double smallest;
    private final double largest;

    AreaRange(double smallest, double largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    boolean contains(double area) {
        return area >= smallest && area <= largest;
    }
}
