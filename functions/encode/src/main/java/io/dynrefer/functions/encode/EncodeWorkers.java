package io.dynrefer.functions.encode;

import io.dynrefer.pipeline.EncodeRequest;
import io.dynrefer.pipeline.EncodeResponse;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that run the model, and the queue before them.
 *
 * <p>Platform threads of a fixed number: the engine keeps its gradient setting per thread, and more threads than the
 * hardware can serve only make everybody wait.
 */
@Singleton
public final class EncodeWorkers {
    private final ThreadPoolExecutor threads;
    private final Encoder encoder;
    private final EncodeMetrics metrics;

    EncodeWorkers(EncodeSettings settings, Encoder encoder, EncodeMetrics metrics) {
        EncodeSettings.Work work = settings.encode();
        this.encoder = encoder;
        this.metrics = metrics;
        this.threads = new ThreadPoolExecutor(
                work.threads(), work.threads(), 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(work.queue()));
        metrics.observeQueue(threads.getQueue());
    }

    /** Encodes when its turn comes; a 503 at once if too many wait already. */
    CompletionStage<EncodeResponse> encode(Supplier<EncodeRequest> request) {
        try {
            return CompletableFuture.supplyAsync(() -> work(request.get()), threads);
        } catch (RejectedExecutionException e) {
            throw new DynReferException(
                    ErrorCode.OVER_CAPACITY, null, "As many requests wait as this service takes; try again soon.", e);
        }
    }

    private EncodeResponse work(EncodeRequest request) {
        return metrics.record(() -> encoder.function().handle(request));
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
