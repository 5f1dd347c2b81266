package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import java.util.List;

/**
 * What is known of an image without its pixels.
 *
 * @param format the format of the bytes
 * @param size the upright image's
 * @param orientation the EXIF orientation that makes it upright
 * @param warnings what the reader of an answer about it should know
 */
public record ImageHeader(ImageFormat format, ImageSize size, Orientation orientation, List<String> warnings) {
    public ImageHeader {
        warnings = List.copyOf(warnings);
    }

    /** The size as stored, before it was made upright. */
    public ImageSize storedSize() {
        return orientation.upright(size);
    }
}
