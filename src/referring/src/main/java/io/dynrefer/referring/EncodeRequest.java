package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import java.util.List;

/** Asks for the region representation of each item's views, whose crops are in the store. */
public record EncodeRequest(ImageDigest image, List<NestedViews> items) {
    public EncodeRequest {
        items = List.copyOf(items);
    }
}
