package io.dynrefer.evaluation.detection;

/** What became of one detection: for each size range and IoU threshold, whether it found an object and counts. */
final class MatchedDetection {
    private final long imageId;
    private final int rank;
    private final double score;
    private long found; // one bit per size range and threshold
    private long ignored; // likewise

    /** @param rank place among the image's detections of the category, from 0 */
    MatchedDetection(long imageId, int rank, double score) {
        this.imageId = imageId;
        this.rank = rank;
        this.score = score;
    }

    long imageId() {
        return imageId;
    }

    int rank() {
        return rank;
    }

    double score() {
        return score;
    }

    void found(AreaRange range, int threshold) {
        found |= bit(range, threshold);
    }

    void ignore(AreaRange range, int threshold) {
        ignored |= bit(range, threshold);
    }

    boolean isTruePositive(AreaRange range, int threshold) {
        return (~ignored & found & bit(range, threshold)) != 0;
    }

    boolean isFalsePositive(AreaRange range, int threshold) {
        return ((ignored | found) & bit(range, threshold)) == 0;
    }

    /** There are four ranges and at most sixteen thresholds. */
    private static long bit(AreaRange range, int threshold) {
        return 1L << (Short.SIZE * range.ordinal() + threshold);
    }
}
