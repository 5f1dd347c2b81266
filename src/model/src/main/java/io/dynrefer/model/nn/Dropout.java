package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Leaves entries out at random while gradients are recorded; the others grow in proportion, so that the expected sum
 * stays. Elsewhere nothing happens. Chance is the engine's generator, see {@link Recording#seed}.
 */
public final class Dropout {
    /** Never leaves anything out. */
    public static final Dropout NONE = new Dropout(0);

    private final double rate;

    /** @param rate probability that an entry becomes zero, from 0 and below 1 */
    public Dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a rate of dropout lies in [0, 1), not " + rate);
        }
        this.rate = rate;
    }

    /** Whether {@link #forward} changes anything now. */
    boolean isActive() {
        return rate > 0 && JniUtils.isGradMode();
    }

    /** Any shape to the same. */
    public NDArray forward(NDArray input) {
        return isActive() ? JniUtils.dropout((PtNDArray) input, rate, true) : input;
    }
}
