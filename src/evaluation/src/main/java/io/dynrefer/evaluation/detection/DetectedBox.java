package io.dynrefer.evaluation.detection;

import io.dynrefer.region.Box;

/**
 * A box that was given a category.
 *
 * @param score orders the detections; any finite number, e.g. a raw logit
 */
public record DetectedBox(long category, Box box, double score) {
    public DetectedBox {
        score = score + 0.0; // -0 and 0 are one score
    }
}
