package io.dynrefer.region;

import java.util.List;

/**
 * A region given as a COCO run-length mask: column-major runs, starting with background, over an image of this size.
 */
public record MaskRegion(ImageSize size, List<Integer> runs) implements Region {
    public MaskRegion {
        runs = List.copyOf(runs);
    }

    @Override
    public Box bounds() {
        throw new UnsupportedOperationException("views helper writes this");
    }
}
