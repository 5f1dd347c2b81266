package io.dynrefer.views.image;

import java.time.Duration;

/**
 * How large an image may be, checked before any pixel is decoded.
 *
 * @param maxBytes largest encoded size, at least 1
 * @param maxPixels largest width times height, at least 1; decoding takes 10 to 14 bytes of memory a pixel
 */
public record ImageLimits(long maxBytes, long maxPixels) {
    /** Scans that a JPEG of the largest size may have; a smaller one may have as many more. */
    private static final int SCANS_AT_MOST_PIXELS = 20;

    /** The most time that decoding one image may compute. */
    static final Duration DECODING = Duration.ofSeconds(30);

    /** 32 MiB and 36 megapixels. */
    public static final ImageLimits DEFAULT = new ImageLimits(32L * 1024 * 1024, 36_000_000);

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "image limits are at least 1, not " + maxBytes + " bytes and " + maxPixels + " pixels");
        }
    }

    /** The most pixels that the scans of one JPEG may go over, all together. */
    long maxScannedPixels() {
        return SCANS_AT_MOST_PIXELS * maxPixels;
    }
}
