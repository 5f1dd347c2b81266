package io.dynrefer.referring;

import java.util.List;

/**
 * Where each item's region representation is, in the request's order.
 *
 * @param model id of the model that made them
 * @param embeddingsComputed crops that went through the image encoder for this request
 * @param embeddingsFound distinct crops whose embedding was in the store
 */
public record EncodeResponse(String model, int embeddingsComputed, int embeddingsFound, List<Outcome<Encoded>> items) {
    /**
     * A region representation in the store.
     *
     * @param representation its key
     * @param found whether it was there already
     */
    public record Encoded(String representation, boolean found) {}

    public EncodeResponse {
        items = List.copyOf(items);
    }
}
