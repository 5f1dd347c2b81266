package io.dynrefer.region;

/** What the caller points at. The model sees boxes only, so every region is reduced to its bounding box (METHOD 1). */
public sealed interface Region permits BoxRegion, PolygonRegion, MaskRegion {
    /**
     * The bounding box, in pixels of the original image; not yet clamped to it. A box narrower than a pixel is widened
     * to one.
     */
    Box bounds();
}
