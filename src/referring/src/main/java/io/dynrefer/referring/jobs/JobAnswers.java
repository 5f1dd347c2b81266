package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.CocoDocument;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.util.Optional;

/**
 * The ends of jobs: the first answer counts, and then those who wait are told. The last part of a job that gets its
 * answer brings the whole job's with it.
 */
final class JobAnswers {
    private final BlobStore store;
    private final JobNotifier notifier;
    private final PartAnswers parts;

    JobAnswers(BlobStore store, JobNotifier notifier) {
        this.store = store;
        this.notifier = notifier;
        this.parts = new PartAnswers(store);
    }

    /** Whether a job needs no more work; if it has its answer, those are told who have not been yet. */
    boolean over(JobId job) {
        if (store.exists(JobKeys.answer(job))) {
            tell(job);
            return true;
        }
        return store.exists(JobKeys.cancelled(job));
    }

    /** Answers a job whose parts all have their answers, if the last of them could not. */
    void join(JobId job) {
        if (parts.join(job)) {
            tell(job);
        }
    }

    /** How a job ended; empty while it has not. */
    Optional<JobStatus> end(JobId job) {
        return store.find(JobKeys.answer(job)).map(answer -> status(Json.read(answer, JsonNode.class)));
    }

    /** Does a job's step; its failure becomes the job's answer unless another delivery may help. */
    void guard(JobId job, Attempt attempt, Runnable step) {
        attempt.run(step, problem -> fail(job, problem));
    }

    /** Ends a job with its answer. */
    void succeed(JobId job, String fileName, ReferResponse response) {
        if (!job.isPart()) { // The COCO file first: whoever sees the answer finds both.
            store.putIfAbsent(JobKeys.coco(job), Json.write(CocoDocument.of(fileName, response)));
        }
        store.putIfAbsent(JobKeys.answer(job), Json.write(response));
        tell(job);
    }

    /** Ends a job without an answer. */
    void fail(JobId job, Problem problem) {
        store.putIfAbsent(JobKeys.answer(job), Json.write(JobState.Failure.of(job, problem)));
        tell(job);
    }

    /** The status that an answer's document stands for. */
    static JobStatus status(JsonNode answer) {
        return answer.has("code") ? JobStatus.FAILED : JobStatus.DONE;
    }

    private void tell(JobId job) {
        if (job.isPart()) {
            if (parts.join(job.whole())) {
                tell(job.whole());
            }
            return;
        }
        if (store.exists(JobKeys.notified(job))) {
            return;
        }
        JobStatus status = end(job).orElse(JobStatus.FAILED);
        Optional<UploadedRequest> request = store.find(JobKeys.request(job))
                .map(json -> Outcome.attempt(() -> UploadedRequest.read(json)).value());
        Stages.whenDone(
                notifier.tell(
                        new JobNotifier.Notice(
                                job.generation(1), status, JobKeys.answer(job).value()),
                        request.flatMap(UploadedRequest::listener)),
                () -> store.putIfAbsent(JobKeys.notified(job), JobKeys.marker()));
    }

    /** Notes that nobody waits for a job any more. */
    void cancel(JobId job) {
        store.putIfAbsent(JobKeys.cancelled(job), JobKeys.marker());
    }
}
