package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import io.dynrefer.region.DynReferException;
import java.util.List;

/**
 * An image encoder in two halves, for trainings that teach the second: what the first makes of a view is computed once
 * and kept, so that a step costs a fifth of the whole encoder's.
 */
public sealed interface SplitNetwork permits ConvolutionalEncoder {
    /** The halves of an image encoder that has such; any other is an error that names the setting which asks for it. */
    static SplitNetwork of(ViewNetwork network) {
        if (network instanceof ConvolutionalEncoder encoder && encoder.isSplit()) {
            return encoder;
        }
        throw DynReferException.invalid(
                "trainable",
                "This image encoder cannot learn: of those there are, only networks of inverted residual blocks can"
                        + " (inverted_residual in a preset).");
    }

    /** What the names of the second half's tensors start with: those that can learn. */
    List<String> coarseTensors();

    /** Numbers of a cell after the first half. */
    int fineWidth();

    /**
     * The first half: what the fine levels say of each cell, and the map before the last coarse block that is repeated.
     *
     * @param pixels normalised views (views, 3, size, size)
     * @return (views, h*w, fine width)
     */
    NDArray fineHalf(NDArray pixels);

    /**
     * The second half: what {@link ViewNetwork#forward} gives.
     *
     * @param fineHalf (views, h*w, fine width)
     * @return (views, 1 + h*w, width)
     */
    NDArray coarseHalf(NDArray fineHalf);
}
