package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Region;
import io.dynrefer.region.ViewSelection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The first step of an answer, wherever it runs: in this process, behind Lambda's API. A stage fails with a
 * {@link io.dynrefer.region.DynReferException}; errors of single items are inside the response.
 */
@FunctionalInterface
public interface Views {
    /** Finds the nested views of regions and puts their crops into the store. */
    CompletionStage<Response> views(Request request);

    /**
     * Asks for the nested views of regions of one stored image, and for their crops in the store.
     *
     * @param image the image, stored under {@code images/{digest}}
     * @param viewCount views per region: the number the model's fusion layer takes
     * @param viewSize width and height of a resized view in pixels
     * @param deadline when nobody waits any more ({@link io.dynrefer.region.Deadline}); absent: however long it takes
     */
    record Request(
            ImageDigest image,
            int viewCount,
            int viewSize,
            List<Item> items,
            @Nullable Long deadline) {
        public Request {
            items = List.copyOf(items);
        }

        /** A request that takes as long as it takes. */
        public Request(ImageDigest image, int viewCount, int viewSize, List<Item> items) {
            this(image, viewCount, viewSize, items, null);
        }
    }

    /** One region and how its views are chosen. */
    record Item(Region region, ViewSelection.Common selection) {}

    /** The views of each item, in the request's order; their crops are in the store. */
    record Response(List<Outcome<NestedViews>> items) {
        public Response {
            items = List.copyOf(items);
        }
    }
}
