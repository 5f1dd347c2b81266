package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Region;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.region.ViewSelection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the nested views of a region for a model that takes this many views of this size. Immutable and thread-safe.
 *
 * @param viewCount the number of views the model takes, at least 1
 * @param viewSize width and height of a resized view in pixels, at least 1
 */
public record ViewGenerator(int viewCount, int viewSize) {
    public ViewGenerator {
        if (viewCount < 1 || viewSize < 1) {
            throw new IllegalArgumentException("a model takes at least one view of at least one pixel, not " + viewCount
                    + " of " + viewSize + " pixels");
        }
    }

    /** The policy that a choice stands for. */
    public static ViewSelectionPolicy policy(ViewSelection.Common selection) {
        return selection instanceof ViewSelection.Explicit explicit
                ? new ExplicitPolicy(explicit)
                : new ImagePriorPolicy();
    }

    /**
     * The views of a region, in selection order, with the hash gain of each.
     *
     * @throws io.dynrefer.region.DynReferException region outside the image, mask of another size, or a number of views
     *     that the model does not take
     */
    public NestedViews generate(RgbImage image, Region region, ViewSelection.Common selection) {
        return generate(PlacedRegion.of(image, region), policy(selection));
    }

    /** The same for a region in its place, with any policy. */
    public NestedViews generate(PlacedRegion region, ViewSelectionPolicy policy) {
        PixelBox regionCrop = region.crop(0);
        List<View> views = policy.select(region, viewCount).stream()
                .map(t -> view(region, regionCrop, t))
                .toList();
        return new NestedViews(region.image().size(), region.box(), viewSize, views);
    }

    private View view(PlacedRegion region, PixelBox regionCrop, double t) {
        Box box = region.viewBox(t);
        PixelBox crop = ViewGeometry.crop(box, region.image().size());
        int distance = t == 0 ? 0 : region.hash(0).hammingDistance(region.hash(t));
        Box regionInView = ViewGeometry.regionInView(regionCrop, crop, viewSize);
        return new View(t, box, crop, regionInView, distance, t == 0 ? 0 : distance / t);
    }

    /** The views' pixels, each {@code viewSize x viewSize}, in view order; of equal views the same pixels. */
    public List<RgbImage> crops(RgbImage image, NestedViews views) {
        Map<PixelBox, RgbImage> cut = new HashMap<>();
        return views.views().stream()
                .map(view -> cut.computeIfAbsent(view.crop(), crop -> crop(image, crop)))
                .toList();
    }

    /** One crop's pixels, {@code viewSize x viewSize}. */
    public RgbImage crop(RgbImage image, PixelBox crop) {
        return BicubicResize.resize(image, crop, viewSize);
    }
}
