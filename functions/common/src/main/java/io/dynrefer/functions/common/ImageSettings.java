package io.dynrefer.functions.common;

import io.dynrefer.views.image.ImageLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large an image may be: {@code dynrefer.image.*}, checked before any pixel is decoded. */
@ConfigMapping(prefix = "dynrefer.image")
public interface ImageSettings {
    /** Largest encoded size in bytes. */
    @WithDefault("33554432")
    long maxBytes();

    /** Largest width times height. */
    @WithDefault("36000000")
    long maxPixels();

    /** These settings as the image reader takes them. */
    default ImageLimits limits() {
        return new ImageLimits(maxBytes(), maxPixels());
    }
}
