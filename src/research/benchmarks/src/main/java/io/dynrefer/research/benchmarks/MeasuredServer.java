package io.dynrefer.research.benchmarks;

import java.net.URI;
import java.time.Duration;

/** A server. */
record MeasuredServer(String name, URI address, ProcessHandle process) {
    static MeasuredServer of(String word) {
        String[] parts = word.split("[=@]", 3);
        return new MeasuredServer(
                parts[0],
                URI.create(parts[1]).resolve("/v1/refer"),
                ProcessHandle.of(Long.parseLong(parts[2])).orElseThrow());
    }

    double processorMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }
}
