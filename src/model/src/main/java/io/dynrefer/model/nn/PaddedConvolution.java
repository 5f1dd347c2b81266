package io.dynrefer.model.nn;

/** A convolution of the program and the side of its input. */
record PaddedConvolution(Convolution convolution, long side) {
    /** Zeros on every side that the kernel itself can add; an uneven number is added before. */
    long padding() {
        long missing = convolution.missing(side);
        return missing % 2 == 0 ? missing / 2 : 0;
    }

    long padded() {
        long missing = convolution.missing(side);
        return missing % 2 == 0 ? side : side + missing;
    }
}
