package io.dynrefer.views.image;

import io.dynrefer.region.RgbImage;
import java.util.List;

/**
 * An image read from its encoded bytes.
 *
 * @param image the pixels, upright: EXIF orientation applied
 * @param format the format of the bytes
 * @param orientation the EXIF orientation that was applied
 * @param warnings what the reader of an answer about it should know
 */
public record DecodedImage(RgbImage image, ImageFormat format, Orientation orientation, List<String> warnings) {
    public DecodedImage {
        warnings = List.copyOf(warnings);
    }

    /** What is known of it without its pixels. */
    public ImageHeader header() {
        return new ImageHeader(format, image.size(), orientation, warnings);
    }
}
