package io.dynrefer.referring.jobs;

import io.dynrefer.referring.DecodeRequest;
import io.dynrefer.referring.DecodeResponse;
import io.dynrefer.referring.EncodeRequest;
import io.dynrefer.referring.EncodeResponse;
import io.dynrefer.referring.Functions;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.referring.ViewsRequest;
import io.dynrefer.referring.ViewsResponse;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.views.ImageReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The first step of a job, for every object that is uploaded for it: once image and request are both there, finds and
 * crops the views and sends the job to the encoder. Whichever object comes last completes the upload. A job about
 * several images is taken apart instead, and this step is the first of every part, too.
 */
public final class UploadsFunction {
    private final BlobStore store;
    private final Uploads uploads;
    private final JobAnswers answers;
    private final Gateway gateway;
    private final WebhookOrigins origins;
    private final ReferLimits limits;
    private final JobQueue parts;
    private final JobQueue encode;

    /**
     * @param parts the queue before this step
     * @param encode the queue before the encoder
     */
    public UploadsFunction(
            BlobStore store,
            ModelCard model,
            ImageReader images,
            ReferLimits limits,
            WebhookOrigins origins,
            JobQueue parts,
            JobQueue encode,
            JobNotifier notifier) {
        this.store = store;
        this.uploads = new Uploads(store);
        this.answers = new JobAnswers(store, notifier);
        this.gateway = new Gateway(store, new ViewsAlone(new ViewsFunction(store, images)), model, images, limits);
        this.origins = origins;
        this.limits = limits;
        this.parts = parts;
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
        if (store.exists(JobKeys.plan(job))) { // Whoever made it may have died before it could send.
            encode.send(new JobMessage(job));
            return;
        }
        uploads.request(job).ifPresent(request -> {
            origins.check(request);
            if (request instanceof JobRequest single) {
                uploads.image(job).ifPresent(image -> plan(job, single.about(image)));
            } else if (request instanceof CocoRequest several) {
                takeApart(job, several);
            }
        });
    }

    private void plan(JobId job, ReferRequest question) {
        Gateway.Prepared prepared = Stages.join(gateway.prepare(question));
        store.putIfAbsent(JobKeys.plan(job), Json.write(new JobPlan(prepared.views(), prepared.encode())));
        encode.send(new JobMessage(job));
    }

    /** Sends each image on its own way, once all of them are there; a repeated call does what is left of it. */
    private void takeApart(JobId job, CocoRequest request) {
        limits.checkImages(request.pictures().size());
        if (store.exists(JobKeys.sent(job)) || !uploads.complete(job, request)) {
            return;
        }
        store.putIfAbsent(JobKeys.parts(job), Json.write(JobParts.of(request)));
        for (int i = 0; i < request.pictures().size(); i++) {
            CocoRequest.Picture picture = request.pictures().get(i);
            store.putIfAbsent(
                    JobKeys.request(job.part(i)), Json.write(new JobPart(picture.fileName(), picture.wire())));
            parts.send(new JobMessage(job.part(i)));
        }
        store.putIfAbsent(JobKeys.sent(job), JobKeys.marker());
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
