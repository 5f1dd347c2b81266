package io.dynrefer.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.dynrefer.model.nn.Numbers;

/**
 * Matrices in 8 bits: whole numbers from -127 to 127, and beside the tensor another one with a scale per row. A
 * checkpoint keeps them so; they are read as 32-bit floats.
 *
 * @param values whole numbers (rows, columns), as floats
 * @param scales (rows, 1)
 */
public record EightBits(NDArray values, NDArray scales) {
    private static final String SCALES = ".scales";
    private static final int MOST = 127;
    private static final float SMALLEST = 1e-30f; // a row of zeros needs a scale above 0

    /** The name of the tensor with a matrix's scales. */
    public static String scalesOf(String matrix) {
        return matrix + SCALES;
    }

    /** Whether a name is that of scales. */
    public static boolean isScales(String name) {
        return name.endsWith(SCALES);
    }

    /** The nearest numbers to a matrix of floats (rows, columns): the largest of a row becomes 127. */
    public static EightBits of(NDArray matrix) {
        NDArray scales = Numbers.times(Numbers.atLeast(matrix.abs().max(new int[] {1}, true), SMALLEST), 1.0 / MOST);
        return new EightBits(matrix.div(scales).round(), scales);
    }

    /** The matrix that numbers and scales stand for: 32-bit (rows, columns). */
    public static NDArray floats(NDArray values, NDArray scales) {
        return values.toType(DataType.FLOAT32, true).mul(scales);
    }
}
