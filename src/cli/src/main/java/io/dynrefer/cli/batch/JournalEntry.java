package io.dynrefer.cli.batch;

import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferResponse;
import org.jspecify.annotations.Nullable;

/**
 * What became of a photo.
 *
 * @param photo its name
 * @param key names the question and the model, so that answers to another question are not taken for these
 * @param answer or, if the photo could not be asked about at all, the problem
 */
record JournalEntry(
        String photo,
        String key,
        @Nullable ReferResponse answer,
        @Nullable Problem problem) {
    /** Whether something about the photo has no answer. */
    public boolean failed() {
        return answer == null || answer.regions().stream().anyMatch(region -> region.error() != null);
    }
}
