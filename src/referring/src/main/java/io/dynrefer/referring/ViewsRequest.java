package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Region;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.List;

/**
 * Asks for the nested views of regions of one stored image, and for their crops in the store.
 *
 * @param image the image, stored under {@code images/{digest}}
 * @param viewCount views per region: the number the model's fusion layer takes
 * @param viewSize width and height of a resized view in pixels
 */
public record ViewsRequest(ImageDigest image, int viewCount, int viewSize, List<Item> items) {
    /**
     * One region and how its views are chosen.
     *
     * @param task whose prior applies when the selection is by task
     */
    public record Item(Region region, Task task, ViewSelection selection) {}

    public ViewsRequest {
        items = List.copyOf(items);
    }
}
