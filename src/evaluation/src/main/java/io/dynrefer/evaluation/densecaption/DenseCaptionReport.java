package io.dynrefer.evaluation.densecaption;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dense captioning's result, each number 0..1.
 *
 * @param settings average precision for every pair of an overlap and a caption threshold
 * @param detections average precision for every overlap threshold, whatever the caption says
 */
public record DenseCaptionReport(List<Setting> settings, List<Setting> detections) {
    /**
     * The average precision of one pair of thresholds.
     *
     * @param leastOverlap IoU at or above which a prediction can be right
     * @param captionAbove METEOR a right caption exceeds
     */
    public record Setting(double leastOverlap, double captionAbove, double averagePrecision) {}

    public DenseCaptionReport {
        settings = List.copyOf(settings);
        detections = List.copyOf(detections);
    }

    /** The headline number: the mean over all settings. */
    public double meanAveragePrecision() {
        return mean(settings);
    }

    /** The mean over the overlap thresholds, captions ignored. */
    public double detectionMeanAveragePrecision() {
        return mean(detections);
    }

    /** By the reference's names, e.g. {@code iou_0.3_meteor_0.05}. */
    public Map<String, Double> publishedBreakdown() {
        Map<String, Double> table = new LinkedHashMap<>();
        for (Setting setting : settings) {
            table.put(
                    "iou_" + setting.leastOverlap() + "_meteor_" + shortest(setting.captionAbove()),
                    setting.averagePrecision());
        }
        return table;
    }

    /** By the reference's names, e.g. {@code iou_0.3}. */
    public Map<String, Double> publishedDetectionBreakdown() {
        Map<String, Double> table = new LinkedHashMap<>();
        detections.forEach(setting -> table.put("iou_" + setting.leastOverlap(), setting.averagePrecision()));
        return table;
    }

    private static String shortest(double threshold) {
        return threshold == 0 ? "0" : Double.toString(threshold);
    }

    private static double mean(List<Setting> settings) {
        return settings.stream()
                .mapToDouble(Setting::averagePrecision)
                .average()
                .orElse(Double.NaN);
    }
}
