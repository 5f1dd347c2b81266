package io.dynrefer.evaluation.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All matched detections and the number of objects of one category, over all images. */
final class CategoryMatches {
    private static final int RECALL_POINTS = 101;
    /** numpy's spacing(1), which keeps the reference's precision defined before the first counted detection. */
    private static final double EPSILON = Math.ulp(1.0);

    private final List<MatchedDetection> detections = new ArrayList<>();
    private final int[] objects = new int[AreaRange.values().length];

    /** Precision averaged over the recall points, and the recall reached. */
    record Curve(double averagePrecision, double recall) {}

    void add(List<MatchedDetection> matched, List<GroundTruthBox> imageObjects) {
        detections.addAll(matched);
        for (AreaRange range : AreaRange.values()) {
            for (GroundTruthBox object : imageObjects) {
                objects[range.ordinal()] += ImageMatcher.ignored(object, range) ? 0 : 1;
            }
        }
    }

    boolean hasObjects(AreaRange range) {
        return objects[range.ordinal()] > 0;
    }

    /** The kept detections, best first; equal scores in the order of their images. */
    List<MatchedDetection> ranking(int limitPerImage) {
        return detections.stream()
                .filter(detection -> detection.rank() < limitPerImage)
                .sorted(Comparator.comparingDouble(MatchedDetection::score)
                        .reversed()
                        .thenComparingLong(MatchedDetection::imageId)
                        .thenComparingInt(MatchedDetection::rank))
                .toList();
    }

    Curve curve(List<MatchedDetection> ranking, AreaRange range, int threshold) {
        double[] precision = new double[ranking.size()];
        double[] recall = new double[ranking.size()];
        long truePositives = 0;
        long falsePositives = 0;
        for (int i = 0; i < precision.length; i++) {
            truePositives += ranking.get(i).isTruePositive(range, threshold) ? 1 : 0;
            falsePositives += ranking.get(i).isFalsePositive(range, threshold) ? 1 : 0;
            precision[i] = truePositives / (falsePositives + truePositives + EPSILON);
            recall[i] = (double) truePositives / objects[range.ordinal()];
        }
        for (int i = precision.length - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double reached = recall.length == 0 ? 0 : recall[recall.length - 1];
        return new Curve(interpolated(precision, recall), reached);
    }

    private static double interpolated(double[] precision, double[] recall) {
        double sum = 0;
        int index = 0;
        for (int point = 0; point < RECALL_POINTS; point++) {
            double wanted = point == RECALL_POINTS - 1 ? 1 : point * 0.01;
            while (index < recall.length && recall[index] < wanted) {
                index++;
            }
            sum += index < recall.length ? precision[index] : 0;
        }
        return sum / RECALL_POINTS;
    }
}
