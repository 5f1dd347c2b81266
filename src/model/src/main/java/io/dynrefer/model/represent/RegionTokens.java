package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import java.util.List;

/**
 * Cuts a region out of its views (METHOD 3.2): the CLS token as it is, then the region's own cells by RoIAlign.
 *
 * <p>Nothing here is learned, so training computes it once per region and view.
 */
public final class RegionTokens {
    private static final NDIndex CLASS = new NDIndex(":, :1");
    private static final NDIndex GRID = new NDIndex(":, 1:");

    private final RoiAlign roiAlign;

    public RegionTokens(Preset preset) {
        this.roiAlign = new RoiAlign(preset.roiAlign(), preset.grid(), preset.grid());
    }

    /** Tokens of a region in one view: CLS and the cells of RoIAlign. */
    public static int count(Preset preset) {
        return 1 + preset.roiAlign().outputSize() * preset.roiAlign().outputSize();
    }

    /**
     * @param views (n, 1 + h*w, width)
     * @param boxes the region in pixels of each view, n boxes
     * @return (n, 1 + size*size, width)
     */
    public NDArray forward(NDArray views, List<Box> boxes) {
        NDArray maps = roiAlign.forward(views.get(GRID), boxes); // (n, size*size, width)
        return views.get(CLASS).concat(maps, 1);
    }
}
