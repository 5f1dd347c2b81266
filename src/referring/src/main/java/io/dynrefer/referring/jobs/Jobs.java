package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs as their callers see them: hand in, look, give up. */
public final class Jobs {
    private final BlobStore store;
    private final Reception reception;
    private final WebhookOrigins origins;
    private final JobAnswers answers;

    public Jobs(BlobStore store, Reception reception, WebhookOrigins origins) {
        this.store = store;
        this.reception = reception;
        this.origins = origins;
        this.answers = new JobAnswers(store, JobNotifier.NOBODY);
    }

    /**
     * A job.
     *
     * @param images how many of its images are answered; absent until the job is taken up
     * @param answer the answer of a job that is done, as the API gives it at once, or the problem of one that failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Job(
            JobId id,
            JobStatus status,
            @Nullable Progress images,
            @Nullable JsonNode answer) {
        /** A job that has just been handed in. */
        public static Job queued(JobId id) {
            return new Job(id, JobStatus.QUEUED, null, null);
        }
    }

    /** How many images of a job have their answers, of how many. */
    public record Progress(int done, int total) {}

    /**
     * Hands in a job: uploads what its caller could have uploaded. What the API would refuse at once is refused here,
     * and then nothing is stored.
     */
    public JobId submit(JobRequest request, EncodedImage image) {
        origins.check(request);
        ReferRequest question = request.wire().toRequest(image);
        String type = reception.check(question);
        JobId job = JobId.random();
        put(JobKeys.image(job, type), image.bytes());
        put(JobKeys.request(job), request.document());
        return job;
    }

    private void put(BlobKey key, byte[] content) {
        store.putIfAbsent(key, content).requireSame(key);
    }

    /** The job of this name; a 404 if nothing was uploaded for it. */
    public Job find(JobId job) {
        Optional<byte[]> answer = store.find(JobKeys.answer(job));
        if (answer.isPresent()) {
            JsonNode document = Json.read(answer.get(), JsonNode.class);
            int images =
                    document.path("images").isArray() ? document.path("images").size() : 1;
            return new Job(job, JobAnswers.status(document), new Progress(images, images), document);
        }
        if (store.exists(JobKeys.cancelled(job))) {
            return new Job(job, JobStatus.CANCELLED, null, null);
        }
        if (store.exists(JobKeys.parts(job))) {
            int total = JobState.parts(store, job).images().size();
            int done = store.list(JobKeys.partAnswers(job)).size();
            return new Job(job, JobStatus.RUNNING, new Progress(done, total), null);
        }
        if (store.exists(JobKeys.plan(job))) {
            return new Job(job, JobStatus.RUNNING, new Progress(0, 1), null);
        }
        if (store.exists(JobKeys.request(job))) {
            return Job.queued(job);
        }
        throw new DynReferException(ErrorCode.NOT_FOUND, "job", "There is no job " + job + ".");
    }

    /** Whether a job has its answer, or was given up. */
    public static boolean isOver(BlobStore store, JobId job) {
        return store.exists(JobKeys.answer(job)) || store.exists(JobKeys.cancelled(job));
    }

    /**
     * The jobs, and parts of jobs, that were handed in and have no answer, or whose owners were not told of it: what
     * there is to do after a restart without queues. May take time proportional to the number of jobs.
     */
    public static List<JobId> unfinished(BlobStore store) {
        Set<BlobKey> jobs = new HashSet<>(store.list("jobs/"));
        Set<BlobKey> answers = new HashSet<>(store.list("answers/"));
        Set<JobId> unfinished = new LinkedHashSet<>();
        for (BlobKey upload : store.list("uploads/")) {
            JobKeys.jobOf(upload)
                    .filter(job -> upload.equals(JobKeys.request(job)))
                    .filter(job -> !jobs.contains(JobKeys.cancelled(job)))
                    .filter(job -> !answers.contains(JobKeys.answer(job)) || !jobs.contains(JobKeys.notified(job)))
                    .ifPresent(unfinished::add);
        }
        for (JobId job : List.copyOf(unfinished)) {
            for (int i = 0; jobs.contains(JobKeys.request(job.part(i))); i++) {
                if (!jobs.contains(JobKeys.answer(job.part(i)))) {
                    unfinished.add(job.part(i));
                }
            }
        }
        return List.copyOf(unfinished);
    }

    /** Gives a job up unless it has its answer; every step looks before it works. */
    public Job cancel(JobId job) {
        Job found = find(job);
        if (found.answer() == null) {
            answers.cancel(job);
        }
        return find(job);
    }
}
