package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Region;
import io.dynrefer.region.RgbImage;

/**
 * A region's box on the pixels of its image.
 *
 * @param hashes of the image, which its regions share
 * @param box from {@link ViewGeometry#regionBox}: inside the image
 */
public record PlacedRegion(ImageHashes hashes, Box box) {
    /** Places a region on an image; errors as in {@link ViewGeometry#regionBox}. */
    public static PlacedRegion of(RgbImage image, Region region) {
        return of(new ImageHashes(image), region);
    }

    /** The same for one of several regions of an image. */
    public static PlacedRegion of(ImageHashes hashes, Region region) {
        return new PlacedRegion(
                hashes, ViewGeometry.regionBox(region, hashes.image().size()));
    }

    public RgbImage image() {
        return hashes.image();
    }

    /** The view box for t. */
    public Box viewBox(double t) {
        return ViewGeometry.viewBox(box, image().size(), t);
    }

    /** What is cut out of the image for t. */
    public PixelBox crop(double t) {
        return ViewGeometry.crop(viewBox(t), image().size());
    }

    /** The perceptual hash of the view t. */
    public PerceptualHash hash(double t) {
        return hashes.of(crop(t));
    }
}
