package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Region;

/**
 * The boxes of METHOD 1. The trained checkpoints depend on the float32 arithmetic and on truncation, so both are copied
 * exactly: floats are widened to the doubles of {@link Box} without loss.
 */
public final class ViewGeometry {
    private ViewGeometry() {}

    /**
     * The region's box B: its bounds in float32, clamped to the image, at least one pixel wide and high.
     *
     * @throws DynReferException {@link ErrorCode#REGION_OUTSIDE_IMAGE} without overlap with the image; a 400 for a mask
     *     of another size
     */
    public static Box regionBox(Region region, ImageSize image) {
        if (region instanceof MaskRegion mask && !mask.size().equals(image)) {
            throw DynReferException.invalid(
                    "rle.size",
                    "The mask is for an image of " + text(mask.size()) + " (width x height); this image is "
                            + text(image) + ". COCO writes the size as [height, width].");
        }
        Box extent = region.extent();
        if (isOutside(extent.x1(), extent.x2(), image.width()) || isOutside(extent.y1(), extent.y2(), image.height())) {
            throw new DynReferException(
                    ErrorCode.REGION_OUTSIDE_IMAGE,
                    region instanceof BoxRegion ? "bbox" : "polygon",
                    "The region lies outside the image: x " + extent.x1() + " to " + extent.x2() + ", y " + extent.y1()
                            + " to " + extent.y2() + ", but the image is " + text(image) + " pixels.");
        }
        Box box = clamp(toFloat(region.bounds()), image);
        boolean thin = (int) box.x1() == (int) box.x2();
        boolean flat = (int) box.y1() == (int) box.y2();
        return new Box(
                thin ? (int) box.x1() : box.x1(),
                flat ? (int) box.y1() : box.y1(),
                thin ? (int) box.x1() + 1 : box.x2(),
                flat ? (int) box.y1() + 1 : box.y2());
    }

    /** The view box B + (I - B)t of a region box in the image, all four coordinates on their own in float32. */
    public static Box viewBox(Box region, ImageSize image, double t) {
        return new Box(
                interpolate(region.x1(), 0, t),
                interpolate(region.y1(), 0, t),
                interpolate(region.x2(), image.width(), t),
                interpolate(region.y2(), image.height(), t));
    }

    /** What is cut out for a view box: clamped to the image, then truncated to whole pixels. */
    public static PixelBox crop(Box viewBox, ImageSize image) {
        Box box = clamp(viewBox, image);
        return new PixelBox((int) box.x1(), (int) box.y1(), (int) box.x2(), (int) box.y2());
    }

    /**
     * The region's box in pixels of a view resized to {@code viewSize}: truncated to whole pixels, so that even in the
     * view t = 0 it may end one pixel short of the view.
     *
     * @param region the crop of the view t = 0
     * @param view the crop of the view
     */
    public static Box regionInView(PixelBox region, PixelBox view, int viewSize) {
        float scaleX = (float) ((double) viewSize / view.width());
        float scaleY = (float) ((double) viewSize / view.height());
        return new Box(
                (int) ((region.x1() - view.x1()) * scaleX),
                (int) ((region.y1() - view.y1()) * scaleY),
                (int) ((region.x2() - view.x1()) * scaleX),
                (int) ((region.y2() - view.y1()) * scaleY));
    }

    private static float interpolate(double region, int image, double t) {
        float from = (float) region;
        return from + (image - from) * (float) t;
    }

    private static Box toFloat(Box box) {
        return new Box((float) box.x1(), (float) box.y1(), (float) box.x2(), (float) box.y2());
    }

    private static Box clamp(Box box, ImageSize image) {
        return new Box(
                clamp(box.x1(), image.width()),
                clamp(box.y1(), image.height()),
                clamp(box.x2(), image.width()),
                clamp(box.y2(), image.height()));
    }

    private static double clamp(double coordinate, int end) {
        return Math.max(0, Math.min(end, coordinate));
    }

    /** A line without width counts as inside up to and on the image's edge: its widened box is inside. */
    private static boolean isOutside(double start, double end, int imageEnd) {
        return start == end ? start < 0 || start > imageEnd : end <= 0 || start >= imageEnd;
    }

    private static String text(ImageSize size) {
        return size.width() + "x" + size.height();
    }
}
