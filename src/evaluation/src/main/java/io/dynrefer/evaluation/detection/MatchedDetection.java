package io.dynrefer.evaluation.detection;

/** What became of one detection: for each size range and IoU threshold, whether it found an object and counts. */
final class MatchedDetection {
    private final long imageId;
    private final int rank;
    private final double score;
    private final int[] found = new int[AreaRange.values().length]; // one bit per threshold
    private final int[] ignored = new int[AreaRange.values().length]; // one bit per threshold

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
        found[range.ordinal()] |= 1 << threshold;
    }

    void ignore(AreaRange range, int threshold) {
        ignored[range.ordinal()] |= 1 << threshold;
    }

    boolean isTruePositive(AreaRange range, int threshold) {
        return counts(range, threshold) && (found[range.ordinal()] >> threshold & 1) == 1;
    }

    boolean isFalsePositive(AreaRange range, int threshold) {
        return counts(range, threshold) && (found[range.ordinal()] >> threshold & 1) == 0;
    }

    private boolean counts(AreaRange range, int threshold) {
        return (ignored[range.ordinal()] >> threshold & 1) == 0;
    }
}
