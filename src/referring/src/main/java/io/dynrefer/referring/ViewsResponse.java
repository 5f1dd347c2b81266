package io.dynrefer.referring;

import io.dynrefer.region.NestedViews;
import java.util.List;

/** The views of each item, in the request's order; their crops are in the store. */
public record ViewsResponse(List<Outcome<NestedViews>> items) {
    public ViewsResponse {
        items = List.copyOf(items);
    }
}
