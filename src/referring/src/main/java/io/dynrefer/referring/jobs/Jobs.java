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
import java.util.Optional;
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
     * @param answer the answer of a job that is done, as the API gives it at once, or the problem of one that failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Job(JobId id, JobStatus status, @Nullable JsonNode answer) {}

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
            return new Job(job, JobAnswers.status(document), document);
        }
        if (store.exists(JobKeys.cancelled(job))) {
            return new Job(job, JobStatus.CANCELLED, null);
        }
        if (store.exists(JobKeys.plan(job)) || store.exists(JobKeys.parts(job))) {
            return new Job(job, JobStatus.RUNNING, null);
        }
        if (store.exists(JobKeys.request(job))) {
            return new Job(job, JobStatus.QUEUED, null);
        }
        throw new DynReferException(ErrorCode.NOT_FOUND, "job", "There is no job " + job + ".");
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
