package io.dynrefer.pipeline.jobs;

import io.dynrefer.pipeline.DecodeRequest;
import io.dynrefer.pipeline.DecodeResponse;
import io.dynrefer.pipeline.EncodeRequest;
import io.dynrefer.pipeline.EncodeResponse;
import io.dynrefer.pipeline.Functions;
import io.dynrefer.pipeline.Gateway;
import io.dynrefer.pipeline.ReferLimits;
import io.dynrefer.pipeline.ViewsFunction;
import io.dynrefer.pipeline.ViewsRequest;
import io.dynrefer.pipeline.ViewsResponse;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.views.ImageReader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The first step of a job, for every object that is uploaded for it: once image and request are both there, finds and
 * crops the views and sends the job to the encoder. Whichever object comes second completes the upload.
 */
public final class UploadsFunction {
    private final BlobStore store;
    private final Uploads uploads;
    private final JobAnswers answers;
    private final Gateway gateway;
    private final WebhookOrigins origins;
    private final JobQueue encode;

    /** @param encode the queue before the encoder */
    public UploadsFunction(
            BlobStore store,
            ModelCard model,
            ImageReader images,
            ReferLimits limits,
            WebhookOrigins origins,
            JobQueue encode,
            JobNotifier notifier) {
        this.store = store;
        this.uploads = new Uploads(store);
        this.answers = new JobAnswers(store, notifier);
        this.gateway = new Gateway(store, new ViewsAlone(new ViewsFunction(store, images)), model, images, limits);
        this.origins = origins;
        this.encode = encode;
    }

    /** Takes a job as far as it goes; a repeated call computes nothing again. */
    public void handle(JobId job, Attempt attempt) {
        answers.guard(job, attempt, () -> {
            if (!answers.over(job)) {
                start(job);
            }
        });
    }

    private void start(JobId job) {
        BlobKey plan = JobKeys.plan(job);
        if (!store.exists(plan)) {
            Optional<Uploads.Upload> upload = uploads.find(job);
            if (upload.isEmpty()) {
                return;
            }
            store.putIfAbsent(plan, Json.write(plan(upload.get())));
        }
        // Also where the plan was there: whoever made it may have died before it could send.
        encode.send(new JobMessage(job));
    }

    private JobPlan plan(Uploads.Upload upload) {
        origins.check(upload.job());
        Gateway.Prepared prepared = Stages.join(gateway.prepare(upload.question()));
        return new JobPlan(prepared.views(), prepared.encode());
    }

    /** The views function in this process; this step needs no other. */
    private record ViewsAlone(ViewsFunction function) implements Functions {
        @Override
        public CompletionStage<ViewsResponse> views(ViewsRequest request) {
            return CompletableFuture.completedFuture(function.handle(request));
        }

        @Override
        public CompletionStage<EncodeResponse> encode(EncodeRequest request) {
            throw new IllegalStateException("encoding is the next step's work");
        }

        @Override
        public CompletionStage<DecodeResponse> decode(DecodeRequest request) {
            throw new IllegalStateException("decoding is a later step's work");
        }
    }
}
