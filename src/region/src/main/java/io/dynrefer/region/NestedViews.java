package io.dynrefer.region;

import java.util.List;

/**
 * The ordered views of one region; the order is data and never sorted (METHOD 2).
 *
 * @param image size of the image in pixels
 * @param region the region's box, clamped to the image, in pixels of the image
 * @param viewSize width and height of every resized view in pixels
 * @param views the views in selection order, the region's own (t = 0) first
 */
public record NestedViews(ImageSize image, Box region, int viewSize, List<View> views) {
    public NestedViews {
        views = List.copyOf(views);
        if (views.isEmpty()) {
            throw new IllegalArgumentException("a region has at least one view");
        }
    }

    /** The interpolation coefficients in order. */
    public List<Double> coefficients() {
        return views.stream().map(View::t).toList();
    }
}
