package io.dynrefer.functions.api;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets so many requests in and refuses the rest at once; no request waits for another's turn. */
@Singleton
public final class Admission {
    private final Semaphore free;
    private final ExecutorService workers;

    Admission(GatewaySettings settings) {
        this.free = new Semaphore(settings.maxInFlight());
        this.workers = Executors.newFixedThreadPool(settings.threads());
    }

    /** Starts {@code work} off the event loop; a 503 if too many requests are in work already. */
    <T> Uni<T> run(Supplier<CompletionStage<T>> work) {
        return Uni.createFrom().completionStage(() -> start(work));
    }

    private <T> CompletionStage<T> start(Supplier<CompletionStage<T>> work) {
        if (!free.tryAcquire()) {
            throw new DynReferException(
                    ErrorCode.OVER_CAPACITY,
                    "This gateway has as many requests in work as it takes; send it again soon.");
        }
        return CompletableFuture.supplyAsync(work, workers)
                .thenCompose(Function.identity())
                .whenComplete((value, failure) -> free.release());
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
