package io.dynrefer.evaluation.detection;

import java.util.List;

/**
 * The twelve numbers of COCO's box evaluation, each 0..1, or -1 where there is no object to find. Precision is for up
 * to 100 detections per image and category; recall names its limit.
 */
public record DetectionSummary(
        double averagePrecision,
        double averagePrecisionAt50,
        double averagePrecisionAt75,
        double averagePrecisionSmall,
        double averagePrecisionMedium,
        double averagePrecisionLarge,
        double averageRecallOf1,
        double averageRecallOf10,
        double averageRecallOf100,
        double averageRecallSmall,
        double averageRecallMedium,
        double averageRecallLarge) {

    /** In the order in which pycocotools prints them. */
    public List<Double> values() {
        return List.of(
                averagePrecision,
                averagePrecisionAt50,
                averagePrecisionAt75,
                averagePrecisionSmall,
                averagePrecisionMedium,
                averagePrecisionLarge,
                averageRecallOf1,
                averageRecallOf10,
                averageRecallOf100,
                averageRecallSmall,
                averageRecallMedium,
                averageRecallLarge);
    }
}
