package io.dynrefer.functions.api;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets so many requests in and refuses the rest at once; no request waits for another's turn. */
@Singleton
public final class Admission {
    private final Semaphore free;
    private final ExecutorService workers;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private volatile long progress = System.nanoTime(); // when a request was last begun or ended

    Admission(GatewaySettings settings) {
        this.free = new Semaphore(settings.maxInFlight());
        this.workers = new ThreadPoolExecutor(settings.threads(), settings.threads(), 0, TimeUnit.SECONDS, waiting);
    }

    /** Whether requests wait, or have to be refused, and none has begun or ended for so long. */
    boolean isStuck(Duration time) {
        return (free.availablePermits() == 0 || !waiting.isEmpty()) && System.nanoTime() - progress > time.toNanos();
    }

    /** Does {@code work} off the event loop; a 503 if too many requests are in work already. */
    <T> Uni<T> run(Supplier<CompletionStage<T>> work) {
        return Uni.createFrom().completionStage(() -> start(work).thenCompose(Function.identity()));
    }

    /** As {@link #run}, but completes as soon as the work is under way, with {@code handle}. */
    <T> Uni<T> begin(Supplier<? extends CompletionStage<?>> work, T handle) {
        return Uni.createFrom().completionStage(() -> start(work).thenApply(underWay -> handle));
    }

    private <S extends CompletionStage<?>> CompletionStage<S> start(Supplier<S> work) {
        if (!free.tryAcquire()) {
            throw new DynReferException(
                    ErrorCode.OVER_CAPACITY,
                    "This gateway has as many requests in work as it takes; send it again soon.");
        }
        return CompletableFuture.supplyAsync(() -> releasing(work), workers);
    }

    /** Starts the work and gives its place back when it ends, however it ends. */
    private <S extends CompletionStage<?>> S releasing(Supplier<S> work) {
        S stage;
        progress = System.nanoTime();
        try {
            stage = work.get();
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
        stage.whenComplete((value, failure) -> end());
        return stage;
    }

    private void end() {
        progress = System.nanoTime();
        free.release();
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
