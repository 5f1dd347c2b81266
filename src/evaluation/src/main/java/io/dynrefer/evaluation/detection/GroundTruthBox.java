package io.dynrefer.evaluation.detection;

import io.dynrefer.region.Box;

/**
 * An annotated object of an image.
 *
 * @param area square pixels of its segmentation, which decides whether it is small, medium or large
 * @param kind an ordinary object, or a crowd
 */
public record GroundTruthBox(long category, Box box, double area, Kind kind) {
    /** What COCO's {@code iscrowd} says. */
    public enum Kind {
        OBJECT,
        /** A box around many objects: any number of detections inside it count neither for nor against. */
        CROWD
    }
}
