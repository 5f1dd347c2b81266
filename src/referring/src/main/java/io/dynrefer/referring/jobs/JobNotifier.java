package io.dynrefer.referring.jobs;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells those who wait for a job that its answer is there; at least once, seldom twice. */
@FunctionalInterface
public interface JobNotifier {
    /**
     * What they are told.
     *
     * @param status {@code done} or {@code failed}
     * @param answer the store's key of the answer
     */
    record Notice(JobId job, JobStatus status, String answer) {}

    /** Tells nobody. */
    JobNotifier NOBODY = (notice, webhook) -> CompletableFuture.completedStage(null);

    /**
     * Tells them, now or soon.
     *
     * @param webhook the address that the request names; told only if its origin is allowed
     * @return completed when they have been told; never, if somebody could not be
     * @throws io.dynrefer.region.DynReferException retryable if somebody could not be told
     */
    CompletionStage<Void> tell(Notice notice, Optional<URI> webhook);
}
