package io.dynrefer.evaluation.run;

import java.util.List;
import java.util.function.Supplier;

/**
 * An image of a benchmark and the regions of it to ask about.
 *
 * @param id names it within the benchmark; the unit that the bootstrap draws
 * @param encoded reads its encoded bytes: JPEG, PNG, WebP, GIF or BMP
 * @param samples at least one
 */
public record SampleImage<T>(String id, Supplier<byte[]> encoded, List<BenchmarkSample<T>> samples) {
    public SampleImage {
        samples = List.copyOf(samples);
    }
}
