package io.dynrefer.referring;

import io.dynrefer.region.ControlWords;
import java.util.List;

/** Asks one question about each item's region representation. */
public record DecodeRequest(Question question, List<Item> items) {
    /**
     * One region.
     *
     * @param representation key of its representation in the store
     * @param permittedViews the exact view coefficients, in order, that this task may use; a representation built from
     *     others is refused
     * @param controls words that steer a caption; {@link ControlWords#NONE} for every other task
     */
    public record Item(String representation, List<Double> permittedViews, ControlWords controls) {
        public Item {
            permittedViews = List.copyOf(permittedViews);
        }
    }

    public DecodeRequest {
        items = List.copyOf(items);
    }
}
