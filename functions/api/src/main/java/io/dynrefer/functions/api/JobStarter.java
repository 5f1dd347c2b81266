package io.dynrefer.functions.api;

import io.dynrefer.referring.jobs.JobId;

/** Hears of jobs that were handed in over HTTP, where the store itself tells nobody. */
@FunctionalInterface
public interface JobStarter {
    /** Both objects of the job's upload are there; returns at once. */
    void handedIn(JobId job);

    /** How many jobs were handed in here and have no answer, as far as it is known here. */
    default int waiting() {
        return 0;
    }
}
