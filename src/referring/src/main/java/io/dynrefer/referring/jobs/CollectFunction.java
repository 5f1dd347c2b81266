package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Decode;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.StoreKeys;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The last step of a job: answers it from its representations and tells those who wait. It runs the gateway as a
 * request over HTTP does; what the earlier steps answered, it looks up, so the answer is the same.
 */
public final class CollectFunction {
    private final BlobStore store;
    private final Uploads uploads;
    private final JobAnswers answers;
    private final Reception reception;
    private final Decode decode;
    private final Consumer<JobId> again;
    private final Forgetting forgetting;

    /** @param again has a job that a release overtook taken from its first step, some time later */
    public CollectFunction(
            BlobStore store, Reception reception, Decode decode, Consumer<JobId> again, JobNotifier notifier) {
        this.store = store;
        this.uploads = new Uploads(store);
        this.answers = new JobAnswers(store, notifier);
        this.reception = reception;
        this.decode = decode;
        this.again = again;
        this.forgetting = new Forgetting(store);
    }

    /** Answers a job unless it has its answer. */
    public void handle(JobId job, Attempt attempt) {
        answers.guard(job, attempt, () -> {
            if (!answers.over(job)) {
                collect(job);
            }
        });
    }

    private void collect(JobId job) {
        JobState.Encoding encoding = JobState.encoding(store, job);
        JobState.Plan plan = JobState.plan(store, job);
        if (!plan.isFor(reception.model().id())
                || !encoding.isFor(reception.model().id())) {
            // A release came between, or its encoder has yet to come: from the start, with what the store has.
            again.accept(job);
            return;
        }
        Outcome<Encode.Response> encoded = encoding.outcome();
        if (!encoded.succeeded()) { // The encoder gave up; what it could not do will not be tried again.
            answers.fail(job, encoded.problem());
            return;
        }
        ReferRequest question = question(job, plan);
        Instant began = Instant.now();
        try {
            ReferResponse response = Stages.join(reception
                    .resume(question)
                    .answer(
                            request -> CompletableFuture.completedStage(plan.views()),
                            request -> CompletableFuture.completedStage(encoded.orThrow()),
                            decode));
            answers.succeed(job, job + "." + response.image().format(), response);
        } finally {
            forgetting.afterStep(job, question.image().digest(), began);
        }
    }

    /** What was asked when the views were found, of the image that they are of, whatever became of the upload. */
    private ReferRequest question(JobId job, JobState.Plan plan) {
        WireRequest question = plan.question();
        if (question == null) {
            return uploads.require(job);
        }
        BlobKey key = StoreKeys.image(plan.encode().image());
        return question.toRequest(store.find(key)
                .map(EncodedImage::new)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        key.value(),
                        "The image of the job " + job + " has been deleted before it was answered.")));
    }
}
