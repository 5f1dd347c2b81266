package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;

/**
 * What is known of an image without its pixels.
 *
 * @param format the format of the bytes
 * @param size the upright image's
 * @param orientation the EXIF orientation that makes it upright
 */
public record ImageHeader(ImageFormat format, ImageSize size, Orientation orientation) {}
