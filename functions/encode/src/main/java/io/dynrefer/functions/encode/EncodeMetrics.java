package io.dynrefer.functions.encode;

import io.dynrefer.referring.Encode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** What the service counts: {@code dynrefer_encode_*} at {@code /q/metrics}. */
@Singleton
public final class EncodeMetrics {
    private static final String EMBEDDINGS = "dynrefer.encode.embeddings";

    private final MeterRegistry registry;
    private final Timer time;
    private final Counter computed;
    private final Counter found;
    private final DistributionSummary crops;
    private final DistributionSummary regions;
    private final DistributionSummary together;

    EncodeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.time = Timer.builder("dynrefer.encode.time")
                .description("Time a request was in work, waiting excluded")
                .publishPercentileHistogram()
                .register(registry);
        this.computed = embeddings("computed");
        this.found = embeddings("found");
        this.crops = summary("dynrefer.encode.crops", "Crops a request sent through the image encoder");
        this.regions = summary("dynrefer.encode.regions", "Regions of a request, one per selection of views");
        this.together = summary("dynrefer.encode.requests", "Requests that were encoded together");
    }

    private Counter embeddings(String source) {
        return Counter.builder(EMBEDDINGS)
                .tag("source", source)
                .description("View embeddings computed, and found in the store")
                .register(registry);
    }

    private DistributionSummary summary(String name, String description) {
        return DistributionSummary.builder(name).description(description).register(registry);
    }

    /** Reports how many requests wait. */
    void observeQueue(Collection<?> waiting) {
        registry.gaugeCollectionSize("dynrefer.encode.waiting", List.of(), waiting);
    }

    /** Does the work of one or several requests and counts it. */
    List<Encode.Response> record(Supplier<List<Encode.Response>> work) {
        List<Encode.Response> responses = time.record(work);
        for (Encode.Response response : responses) {
            computed.increment(response.embeddingsComputed());
            found.increment(response.embeddingsFound());
            crops.record(response.embeddingsComputed());
            regions.record(response.items().size());
        }
        together.record(responses.size());
        return responses;
    }
}
