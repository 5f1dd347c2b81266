package io.dynrefer.evaluation.run;

import java.util.stream.Stream;

/**
 * A set of samples, what is asked about them, and the type of what is known of them. Metrics are computed from the
 * files of answers alone, by {@link PredictionFile#read}.
 */
public interface Benchmark<T> {
    /** What reports call it, e.g. {@code scenes}. */
    String name();

    /** What decides its samples and questions, e.g. the files and the split; answers to others are not taken over. */
    String identity();

    /** The class of the truth beside each answer. */
    Class<T> truthType();

    /** What is asked about every sample. */
    SampleQuestions questions();

    /** How many samples {@link #images} has in all. */
    long size();

    /** All images in an order that never changes, read while they are used; to be closed. */
    Stream<SampleImage<T>> images();
}
