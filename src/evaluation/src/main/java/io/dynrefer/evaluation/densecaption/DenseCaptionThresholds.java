package io.dynrefer.evaluation.densecaption;

import java.util.List;

/**
 * When a prediction is right: every pair of one of each is a setting.
 *
 * @param overlaps IoU a right prediction reaches, 0..1
 * @param captions METEOR a right caption exceeds, 0..1
 */
public record DenseCaptionThresholds(List<Double> overlaps, List<Double> captions) {
    public DenseCaptionThresholds {
        overlaps = List.copyOf(overlaps);
        captions = List.copyOf(captions);
    }

    /** The benchmark's: IoU 0.3 to 0.7 and METEOR 0 to 0.25. */
    public static DenseCaptionThresholds published() {
        return new DenseCaptionThresholds(List.of(0.3, 0.4, 0.5, 0.6, 0.7), List.of(0.0, 0.05, 0.1, 0.15, 0.2, 0.25));
    }
}
