package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;

/** The three losses of a batch, each already weighted: all (). Not equal by value. */
public record Losses(NDArray caption, NDArray tag, NDArray contrast) {
    /** Their sum, what training makes small. */
    public NDArray total() {
        return caption.add(tag).add(contrast);
    }

    /** Their values, read from the engine. */
    public LossValues values() {
        return new LossValues(caption.getFloat(), tag.getFloat(), contrast.getFloat());
    }
}
