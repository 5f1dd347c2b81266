package io.dynrefer.referring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Wall time per stage of one request. Safe for use by several threads. */
final class Timings {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Double> millis = Collections.synchronizedMap(new LinkedHashMap<>());
    private final long start = System.nanoTime();

    /** Runs a stage here and notes how long it took. */
    <T> T time(String stage, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            note(stage, begin);
        }
    }

    /** Starts a stage and notes how long it took until it completed; what it throws at once fails it, too. */
    <T> CompletionStage<T> timeStage(String stage, Supplier<CompletionStage<T>> work) {
        long begin = System.nanoTime();
        return started(work).whenComplete((value, failure) -> note(stage, begin));
    }

    private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The stages so far, in the order in which they finished, with the total last. */
    Map<String, Double> snapshot() {
        note("total", start);
        synchronized (millis) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(millis));
        }
    }

    private void note(String stage, long begin) {
        millis.put(stage, Math.round((System.nanoTime() - begin) / NANOS_PER_MILLI * 100) / 100.0);
    }
}
