package io.dynrefer.referring.jobs;

import java.time.Duration;

/** Where a step sends a job that is ready for the next one. Messages may arrive more than once and in any order. */
@FunctionalInterface
public interface JobQueue {
    /** How long a message is held back that is sent {@link #later}: the longest that SQS holds one. */
    Duration LATER = Duration.ofMinutes(15);

    /** Says that a job is ready for its next step; what the step needs lies in the store. */
    record Message(JobId job) {}

    /**
     * Returns when the message is kept.
     *
     * @throws io.dynrefer.region.DynReferException retryable if it cannot be
     */
    void send(Message message);

    /** Sends a message that arrives after {@link #LATER}. A queue before which uploads are always whole needs none. */
    default void later(Message message) {}
}
