package io.dynrefer.evaluation.run;

import io.dynrefer.region.Box;

/**
 * A region to ask about, and what is known of it.
 *
 * @param id names it within the benchmark
 * @param box in pixels of the image, inside it or not
 * @param truth what the metrics compare with; written beside the answer, so it must be a record that JSON can hold
 */
public record BenchmarkSample<T>(String id, Box box, T truth) {}
