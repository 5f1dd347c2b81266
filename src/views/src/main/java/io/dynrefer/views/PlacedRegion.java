package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Region;
import io.dynrefer.region.RgbImage;

/**
 * A region's box on the pixels of its image.
 *
 * @param box from {@link ViewGeometry#regionBox}: inside the image
 */
public record PlacedRegion(RgbImage image, Box box) {
    /** Places a region on an image; errors as in {@link ViewGeometry#regionBox}. */
    public static PlacedRegion of(RgbImage image, Region region) {
        return new PlacedRegion(image, ViewGeometry.regionBox(region, image.size()));
    }

    /** The view box for t. */
    public Box viewBox(double t) {
        return ViewGeometry.viewBox(box, image.size(), t);
    }

    /** What is cut out of the image for t. */
    public PixelBox crop(double t) {
        return ViewGeometry.crop(viewBox(t), image.size());
    }

    /** The perceptual hash of the view t. */
    public PerceptualHash hash(double t) {
        return PerceptualHash.of(image, crop(t));
    }
}
