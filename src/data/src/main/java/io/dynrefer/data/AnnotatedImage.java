package io.dynrefer.data;

import io.dynrefer.region.ImageSize;
import java.util.List;

/**
 * An image of a data set with its annotated regions.
 *
 * @param id unique within an annotation file
 * @param fileName path within the data set, e.g. {@code images/000001.jpg}
 * @param size in pixels, upright
 * @param regions in the order of the file; may be empty
 */
public record AnnotatedImage(long id, String fileName, ImageSize size, List<AnnotatedRegion> regions) {
    public AnnotatedImage {
        regions = List.copyOf(regions);
    }
}
