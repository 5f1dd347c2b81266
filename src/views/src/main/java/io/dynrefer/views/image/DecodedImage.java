package io.dynrefer.views.image;

import io.dynrefer.region.RgbImage;

/**
 * An image read from its encoded bytes.
 *
 * @param image the pixels, upright: EXIF orientation applied
 * @param format the format of the bytes
 * @param orientation the EXIF orientation that was applied
 */
public record DecodedImage(RgbImage image, ImageFormat format, Orientation orientation) {
    /** What is known of it without its pixels. */
    public ImageHeader header() {
        return new ImageHeader(format, image.size(), orientation);
    }
}
