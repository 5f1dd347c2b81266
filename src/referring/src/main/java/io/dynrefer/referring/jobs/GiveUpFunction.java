package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobStore;

/**
 * The end of jobs that killed or outlived every process that had them: their messages are among the dead letters, and
 * nobody else is left to answer. A job that has its answer keeps it.
 */
public final class GiveUpFunction {
    private static final Problem GIVEN_UP = new Problem(
            ErrorCode.INTERNAL,
            null,
            "This job was given up after its attempts, the last of which ended without a word; the logs have more under"
                    + " its id. It may be replayed.");

    private final JobAnswers answers;

    public GiveUpFunction(BlobStore store, JobNotifier notifier) {
        this.answers = new JobAnswers(store, notifier);
    }

    /** Answers a job with its failure, unless it is over. */
    public void handle(JobId job) {
        if (!answers.over(job)) {
            answers.fail(job, GIVEN_UP);
        }
    }
}
