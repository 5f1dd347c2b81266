package io.dynrefer.functions.api;

import io.dynrefer.referring.ReferResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What the answers cost: {@code dynrefer_refer_*} at {@code /q/metrics}, wherever the steps run. Counts work done and
 * work that the store saved, and times every stage.
 */
@Singleton
public final class ReferMetrics {
    private static final double NANOS_PER_MILLI = 1e6;

    private final MeterRegistry registry;

    ReferMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts an answered request. */
    void record(ReferResponse response) {
        ReferResponse.Cache cache = response.cache();
        count("embeddings", "computed", cache.embeddingsComputed());
        count("embeddings", "found", cache.embeddingsFound());
        count("representations", "computed", cache.representationsComputed());
        count("representations", "found", cache.representationsFound());
        count("answers", "found", cache.answersFound());
        response.regions().forEach(region -> count("regions", region.error() == null ? "answered" : "refused", 1));
        response.timingsMs()
                .forEach((stage, millis) -> Timer.builder("dynrefer.refer.time")
                        .tag("stage", stage)
                        .register(registry)
                        .record(Duration.ofNanos((long) (millis * NANOS_PER_MILLI))));
    }

    private void count(String what, String source, int number) {
        registry.counter("dynrefer.refer." + what, "source", source).increment(number);
    }
}
