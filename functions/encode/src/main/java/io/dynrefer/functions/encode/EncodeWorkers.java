package io.dynrefer.functions.encode;

import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Propose;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
        threads.prestartAllCoreThreads(); // encodeAll puts its work into the queue itself.
        metrics.observeQueue(threads.getQueue());
    }

    /** Encodes when its turn comes; a 503 at once if too many wait already. */
    CompletionStage<Encode.Response> encode(Supplier<Encode.Request> request) {
        return inTurn(() -> work(request.get()));
    }

    /** Finds boxes when its turn comes; a 503 at once if too many wait already. */
    CompletionStage<Propose.Response> propose(Supplier<Propose.Request> request) {
        return inTurn(() -> watched(() -> encoder.proposing().handle(request.get())));
    }

    private <T> CompletionStage<T> inTurn(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            throw new DynReferException(
                    ErrorCode.OVER_CAPACITY, null, "As many requests wait as this service takes; try again soon.", e);
        }
    }

    private Encode.Response work(Encode.Request request) {
        return metrics.record(() -> watched(() -> List.of(encoder.function().handle(request))))
                .get(0);
    }

    /** Does work; a fault in it may be the engine's. */
    private <T> T watched(Supplier<T> work) {
        try {
            return work.get();
        } catch (DynReferException e) { // A refusal, or somebody else's fault.
            throw e;
        } catch (RuntimeException | LinkageError e) {
            encoder.suspect();
            throw e;
        }
    }

    /** Encodes together what nobody waits for over HTTP; blocks while too many wait before it, and until it is done. */
    List<Encode.Response> encodeAll(List<Encode.Request> requests) {
        FutureTask<List<Encode.Response>> work = new FutureTask<>(
                () -> metrics.record(() -> watched(() -> encoder.function().handleAll(requests))));
        try {
            threads.getQueue().put(work);
            return work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DynReferException(ErrorCode.NOT_READY, null, "This service stops.", e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
