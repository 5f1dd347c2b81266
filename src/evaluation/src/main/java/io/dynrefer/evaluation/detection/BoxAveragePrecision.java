package io.dynrefer.evaluation.detection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * COCO's box evaluation, as pycocotools computes it: ten IoU thresholds 0.5..0.95, 101 recall points, three sizes, at
 * most 100 detections per image and category. Takes the images one by one, in any order, and keeps some fifty bytes per
 * detection. Not thread-safe.
 */
public final class BoxAveragePrecision {
    private static final double[] THRESHOLDS = thresholds();
    private static final int AT_50 = 0;
    private static final int AT_75 = 5;
    /** What COCO reports where a size has no object. */
    private static final double NOTHING_TO_FIND = -1;

    private final Map<Long, CategoryMatches> categories = new TreeMap<>();

    private static double[] thresholds() {
        double step = (0.95 - 0.5) / 9;
        double[] thresholds = new double[10];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = i == 9 ? 0.95 : i * step + 0.5;
        }
        return thresholds;
    }

    /** Adds everything annotated and detected in one image; each image once. */
    public void accept(long imageId, List<GroundTruthBox> objects, List<DetectedBox> detections) {
        Map<Long, List<GroundTruthBox>> objectsOf =
                objects.stream().collect(Collectors.groupingBy(GroundTruthBox::category));
        Map<Long, List<DetectedBox>> detectionsOf =
                detections.stream().collect(Collectors.groupingBy(DetectedBox::category));
        Set<Long> present = new HashSet<>(objectsOf.keySet());
        present.addAll(detectionsOf.keySet());
        for (long category : present) {
            List<GroundTruthBox> itsObjects = objectsOf.getOrDefault(category, List.of());
            ImageMatcher matcher = new ImageMatcher(detectionsOf.getOrDefault(category, List.of()), itsObjects);
            categories
                    .computeIfAbsent(category, key -> new CategoryMatches())
                    .add(matcher.match(imageId, THRESHOLDS), itsObjects);
        }
    }

    /** Measures everything accepted so far. */
    public DetectionSummary summary() {
        Scores of1 = scores(1, AreaRange.ALL);
        Scores of10 = scores(10, AreaRange.ALL);
        Scores all = scores(ImageMatcher.LIMIT, AreaRange.ALL);
        Scores small = scores(ImageMatcher.LIMIT, AreaRange.SMALL);
        Scores medium = scores(ImageMatcher.LIMIT, AreaRange.MEDIUM);
        Scores large = scores(ImageMatcher.LIMIT, AreaRange.LARGE);
        return new DetectionSummary(
                all.precision(),
                all.precisionAt(AT_50),
                all.precisionAt(AT_75),
                small.precision(),
                medium.precision(),
                large.precision(),
                of1.recall(),
                of10.recall(),
                all.recall(),
                small.recall(),
                medium.recall(),
                large.recall());
    }

    private Scores scores(int limitPerImage, AreaRange range) {
        List<List<CategoryMatches.Curve>> curves = new ArrayList<>(); // (categories, thresholds)
        for (CategoryMatches category : categories.values()) {
            if (category.hasObjects(range)) {
                List<MatchedDetection> ranking = category.ranking(limitPerImage);
                List<CategoryMatches.Curve> ofCategory = new ArrayList<>();
                for (int threshold = 0; threshold < THRESHOLDS.length; threshold++) {
                    ofCategory.add(category.curve(ranking, range, threshold));
                }
                curves.add(ofCategory);
            }
        }
        return new Scores(curves);
    }

    /** @param curves (categories, thresholds) */
    private record Scores(List<List<CategoryMatches.Curve>> curves) {
        double precision() {
            return curves.stream()
                    .flatMap(List::stream)
                    .mapToDouble(CategoryMatches.Curve::averagePrecision)
                    .average()
                    .orElse(NOTHING_TO_FIND);
        }

        double precisionAt(int threshold) {
            return curves.stream()
                    .mapToDouble(ofCategory -> ofCategory.get(threshold).averagePrecision())
                    .average()
                    .orElse(NOTHING_TO_FIND);
        }

        double recall() {
            return curves.stream()
                    .flatMap(List::stream)
                    .mapToDouble(CategoryMatches.Curve::recall)
                    .average()
                    .orElse(NOTHING_TO_FIND);
        }
    }
}
