package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/** Where the views' features of a batch come from. Not thread-safe. */
public interface RegionFeatures extends AutoCloseable {
    /**
     * What is wanted.
     *
     * @param coefficients of the sample's views, in order
     * @param changed whether the changed copy is wanted, where the sample has one ({@link Variation})
     */
    record Views(Sample sample, List<Double> coefficients, boolean changed) {
        public Views(Sample sample, List<Double> coefficients) {
            this(sample, coefficients, false);
        }
    }

    /**
     * The views of samples. Not equal by value.
     *
     * @param views (samples * views, 1 + size*size, width), 32-bit, each sample's together and in order
     * @param classTokens of each sample's first view, by the image encoder as the training found it (samples, width)
     */
    record Embedded(NDArray views, NDArray classTokens) {
        /** Views by an image encoder that stays as it is. */
        static Embedded frozen(NDArray views, int samples) {
            long each = views.getShape().get(0) / samples;
            return new Embedded(views, views.get(new NDIndex("::" + each + ", 0")));
        }
    }

    /** The views of every sample, in order. */
    Embedded of(NDManager manager, List<Views> samples);

    @Override
    void close();
}
