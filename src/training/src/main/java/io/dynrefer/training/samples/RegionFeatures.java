package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Where the views' features of a batch come from. Not thread-safe. */
public interface RegionFeatures extends AutoCloseable {
    /** A sample and the interpolation coefficients of its views, in order. */
    record Views(Sample sample, List<Double> coefficients) {}

    /** The views of every sample, in order: (samples * views, 1 + size*size, width), 32-bit. */
    NDArray of(NDManager manager, List<Views> samples);

    @Override
    void close();
}
