package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The second step of an answer, wherever it runs: in this process, behind HTTP. A stage fails with a
 * {@link io.dynrefer.region.DynReferException}; errors of single items are inside the response.
 */
@FunctionalInterface
public interface Encode {
    /** Makes region representations from crops in the store, and puts them there, too. */
    CompletionStage<Response> encode(Request request);

    /** Whether it cuts crops out of the image that the request holds, so that this must be held until it is done. */
    default boolean cutsCrops() {
        return false;
    }

    /**
     * Asks for the region representation of each item's views, whose crops are in the store.
     *
     * @param deadline when nobody waits any more ({@link io.dynrefer.region.Deadline}); absent: however long it takes
     */
    record Request(
            ImageDigest image,
            List<NestedViews> items,
            @Nullable Long deadline) {
        public Request {
            items = List.copyOf(items);
        }

        /** A request that takes as long as it takes. */
        public Request(ImageDigest image, List<NestedViews> items) {
            this(image, items, null);
        }
    }

    /**
     * Where each item's region representation is, in the request's order.
     *
     * @param model id of the model that made them
     * @param embeddingsComputed crops that went through the image encoder for this request
     * @param embeddingsFound distinct crops whose embedding was in the store
     */
    record Response(String model, int embeddingsComputed, int embeddingsFound, List<Outcome<Encoded>> items) {
        public Response {
            items = List.copyOf(items);
        }
    }

    /**
     * A region representation in the store.
     *
     * @param representation its key
     * @param found whether it was there already
     */
    record Encoded(String representation, boolean found) {}
}
