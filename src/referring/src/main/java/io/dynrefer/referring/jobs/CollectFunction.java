package io.dynrefer.referring.jobs;

import io.dynrefer.referring.DecodeRequest;
import io.dynrefer.referring.DecodeResponse;
import io.dynrefer.referring.EncodeRequest;
import io.dynrefer.referring.EncodeResponse;
import io.dynrefer.referring.Functions;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ViewsRequest;
import io.dynrefer.referring.ViewsResponse;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.ImageReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The last step of a job: answers it from its representations and tells those who wait. It runs the gateway as a
 * request over HTTP does; what the earlier steps answered, it looks up, so the answer is the same.
 */
public final class CollectFunction {
    private final BlobStore store;
    private final Uploads uploads;
    private final JobAnswers answers;
    private final ModelCard model;
    private final ImageReader images;
    private final ReferLimits limits;
    private final Function<DecodeRequest, CompletionStage<DecodeResponse>> decode;

    /** @param decode the decode function of the question's task */
    public CollectFunction(
            BlobStore store,
            ModelCard model,
            ImageReader images,
            ReferLimits limits,
            Function<DecodeRequest, CompletionStage<DecodeResponse>> decode,
            JobNotifier notifier) {
        this.store = store;
        this.uploads = new Uploads(store);
        this.answers = new JobAnswers(store, notifier);
        this.model = model;
        this.images = images;
        this.limits = limits;
        this.decode = decode;
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
        Outcome<EncodeResponse> encoded = JobSteps.encoding(store, job).outcome();
        if (!encoded.succeeded()) { // The encoder gave up; what it could not do will not be tried again.
            answers.fail(job, encoded.problem());
            return;
        }
        Functions functions = new Recorded(JobSteps.plan(store, job).views(), encoded.orThrow(), decode);
        Gateway gateway = new Gateway(store, functions, model, images, limits);
        ReferResponse response = Stages.join(gateway.refer(uploads.require(job)));
        answers.succeed(job, job + "." + response.image().format(), response);
    }

    /** The functions of a job whose views and representations are there already. */
    private record Recorded(
            ViewsResponse found,
            EncodeResponse encoded,
            Function<DecodeRequest, CompletionStage<DecodeResponse>> decoders)
            implements Functions {
        @Override
        public CompletionStage<ViewsResponse> views(ViewsRequest request) {
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public CompletionStage<EncodeResponse> encode(EncodeRequest request) {
            return CompletableFuture.completedFuture(encoded);
        }

        @Override
        public CompletionStage<DecodeResponse> decode(DecodeRequest request) {
            return decoders.apply(request);
        }
    }
}
