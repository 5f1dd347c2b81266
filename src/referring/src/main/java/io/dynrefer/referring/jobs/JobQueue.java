package io.dynrefer.referring.jobs;

/** Where a step sends a job that is ready for the next one. Messages may arrive more than once and in any order. */
@FunctionalInterface
public interface JobQueue {
    /** Says that a job is ready for its next step; what the step needs lies in the store. */
    record Message(JobId job) {}

    /**
     * Returns when the message is kept.
     *
     * @throws io.dynrefer.region.DynReferException retryable if it cannot be
     */
    void send(Message message);
}
