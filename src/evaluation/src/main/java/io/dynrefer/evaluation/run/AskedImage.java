package io.dynrefer.evaluation.run;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.Box;
import java.util.List;

/** An image as a subject sees it: its encoded bytes, and the boxes to answer about. */
public record AskedImage(EncodedImage encoded, List<Box> boxes) {
    public AskedImage {
        boxes = List.copyOf(boxes);
    }
}
