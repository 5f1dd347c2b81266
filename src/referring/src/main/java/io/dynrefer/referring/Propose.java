package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Proposals;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The step that finds the boxes of things in an image, wherever it runs. A stage fails with a
 * {@link io.dynrefer.region.DynReferException}.
 */
@FunctionalInterface
public interface Propose {
    /** Finds the boxes of an image in the store, and puts them there, too. */
    CompletionStage<Response> propose(Request request);

    /**
     * Asks for the boxes of an image.
     *
     * @param image stored under {@code images/{digest}}
     * @param deadline when nobody waits any more ({@link io.dynrefer.region.Deadline}); absent: however long it takes
     */
    record Request(ImageDigest image, @Nullable Long deadline) {}

    /**
     * The boxes.
     *
     * @param model id of the box head that found them
     * @param found whether they were in the store already
     * @param proposals best first
     */
    record Response(String model, boolean found, Proposals proposals) {}
}
