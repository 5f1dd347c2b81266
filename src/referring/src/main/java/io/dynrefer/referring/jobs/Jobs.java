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
import io.dynrefer.store.PutOutcome;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs as their callers see them: hand in, look, give up. */
public final class Jobs {
    /** The header of a request that says what {@link #submit(JobRequest, EncodedImage, String)} takes. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int KEY_LENGTH = 255;

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
        return submit(request, image, JobId.random());
    }

    /**
     * As {@link #submit(JobRequest, EncodedImage)}, for a caller that may ask twice about the same job: with the same
     * key and question it is the same job.
     *
     * @param key what the caller tells its jobs apart by; nobody else may have it
     */
    public JobId submit(JobRequest request, EncodedImage image, String key) {
        if (key.isBlank() || key.length() > KEY_LENGTH) {
            throw DynReferException.invalid(
                    IDEMPOTENCY_KEY, IDEMPOTENCY_KEY + " is 1 to " + KEY_LENGTH + " characters, for instance a UUID.");
        }
        return submit(request, image, JobId.ofKey(key));
    }

    private JobId submit(JobRequest request, EncodedImage image, JobId job) {
        origins.check(request);
        ReferRequest question = JobRequest.withoutExamples(request.wire().toRequest(image));
        BlobKey imageKey = JobKeys.image(job, reception.check(question));
        if (!store.list(JobKeys.imagePrefix(job)).stream().allMatch(imageKey::equals)) {
            throw reused();
        }
        put(imageKey, image.bytes());
        put(JobKeys.request(job), request.document());
        return job;
    }

    /** Only a key of the caller's own can meet what is there. */
    private void put(BlobKey key, byte[] content) {
        if (store.putIfAbsent(key, content) == PutOutcome.DIFFERENT) {
            throw reused();
        }
    }

    private static DynReferException reused() {
        return DynReferException.invalid(
                IDEMPOTENCY_KEY,
                "This " + IDEMPOTENCY_KEY + " was sent with another question before; a new question needs a new key.");
    }

    /** The job of this name, in its latest generation; a 404 if nothing was uploaded for it. */
    public Job find(JobId job) {
        JobId latest = latest(job);
        Job found = look(latest);
        return new Job(job, found.status(), found.images(), found.answer());
    }

    private JobId latest(JobId job) {
        JobId latest = job;
        while (store.exists(JobKeys.replay(latest.next()))) {
            latest = latest.next();
        }
        return latest;
    }

    /**
     * Starts a failed job again, as its next generation.
     *
     * @return the generation, whose answer is {@code answers/{generation}.json}
     */
    public JobId replay(JobId job) {
        JobId latest = latest(job);
        JobStatus status = look(latest).status();
        if (status != JobStatus.FAILED) {
            throw DynReferException.invalid(
                    "job", "Only a failed job is started again; " + job + " is " + status.wireName() + ".");
        }
        if (!store.exists(JobKeys.request(job))) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "job",
                    "What was uploaded for the job " + job + " has been deleted; upload it again.");
        }
        JobId next = latest.next();
        store.putIfAbsent(JobKeys.replay(next), JobKeys.marker());
        return next;
    }

    private Job look(JobId job) {
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
        if (store.exists(JobKeys.request(job))) { // Shared by all generations.
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
            JobKeys.uploadedBy("", upload.value())
                    .filter(job -> upload.equals(JobKeys.request(job)) || upload.equals(JobKeys.replay(job)))
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
            answers.cancel(latest(job));
        }
        return find(job);
    }
}
