package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** A linear layer's weight (outputs, inputs), kept in some precision and good for one thing: the product. */
public interface Matrix {
    /**
     * {@code input · weightᵀ + bias}.
     *
     * @param input (…, inputs), 32-bit; the result belongs to its manager
     * @param bias (outputs), or none
     * @return (…, outputs), 32-bit
     */
    NDArray product(NDArray input, @Nullable NDArray bias);

    /** A matrix of 32-bit floats (outputs, inputs). */
    static Matrix of(NDArray weight) {
        return new Fp32Matrix(weight);
    }

    /** A matrix kept in {@code precision}, made from 32-bit floats (outputs, inputs). */
    static Matrix of(NDArray weight, Precision precision) {
        return switch (precision) {
            case FP32 -> of(weight);
            case BF16 -> NativeOps.instance().roundToBf16(weight);
        };
    }

    /** A matrix kept in bf16, made from its little-endian bytes: U8 (outputs, 2 * inputs). */
    static Matrix ofBf16Bytes(NDArray bytes) {
        return NativeOps.instance().bf16OfBytes(bytes);
    }
}
