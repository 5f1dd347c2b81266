package io.dynrefer.region;

/** What the caller points at. The model sees boxes only, so every region is reduced to its bounding box (METHOD 1). */
public sealed interface Region permits BoxRegion, PolygonRegion, MaskRegion {
    /** A box by its upper left corner and its size, in pixels of the original image. */
    static Region box(double x, double y, double width, double height) {
        return new BoxRegion(new Box(x, y, x + width, y + height));
    }

    /** The smallest box around the region, in pixels of the original image; not clamped to it, not widened. */
    Box extent();

    /**
     * The bounding box the views are made from, in pixels of the original image; not yet clamped to it. A box narrower
     * than a pixel is widened to one, to the left and upwards unless that side is already outside the image (METHOD 1).
     */
    default Box bounds() {
        Box extent = extent();
        return new Box(
                widenedStart(extent.x1(), extent.x2()),
                widenedStart(extent.y1(), extent.y2()),
                widenedEnd(extent.x1(), extent.x2()),
                widenedEnd(extent.y1(), extent.y2()));
    }

    private static double widenedStart(double start, double end) {
        return end - start < 1 && end > 0 ? end - 1 : start;
    }

    private static double widenedEnd(double start, double end) {
        return end - start < 1 && end <= 0 ? start + 1 : end;
    }
}
