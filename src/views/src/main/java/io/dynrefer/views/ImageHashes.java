package io.dynrefer.views;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An image and the perceptual hashes of its crops, each computed once, when it is first asked for. For as long as views
 * of the image are chosen: it keeps the image's grey as well. Thread-safe.
 */
public final class ImageHashes {
    private final GreyRows grey;
    private final Map<PixelBox, PerceptualHash> hashes = new ConcurrentHashMap<>();

    public ImageHashes(RgbImage image) {
        this.grey = new GreyRows(image);
    }

    /** The image. */
    public RgbImage image() {
        return grey.image();
    }

    /** The perceptual hash of a crop. */
    public PerceptualHash of(PixelBox crop) {
        return hashes.computeIfAbsent(crop, same -> PerceptualHash.of(grey, same));
    }
}
