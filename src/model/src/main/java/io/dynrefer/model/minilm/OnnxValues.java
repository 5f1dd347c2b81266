package io.dynrefer.model.minilm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constant with what turns its elements into real numbers: {@code (element - zeroPoint) * scale}.
 *
 * @param tensor the elements
 * @param scale one for all or one per column; none if the elements are the numbers
 * @param zeroPoint as many as scales
 */
record OnnxValues(
        OnnxTensor tensor,
        @Nullable OnnxTensor scale,
        @Nullable OnnxTensor zeroPoint) {

    List<Integer> shape() {
        return tensor.shape();
    }

    /** The real numbers, row by row. */
    float[] toArray() {
        float[] values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        return values;
    }

    /** The real numbers of a matrix (rows, columns) as (columns, rows). */
    float[] toTransposedArray() {
        int rows = shape().get(0);
        int columns = shape().get(1);
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[column * rows + row] = value(row * columns + column);
            }
        }
        return values;
    }

    private float value(int index) {
        if (scale == null || zeroPoint == null) {
            return tensor.at(index);
        }
        int column = index % scale.size(); // the only one, or the last axis'
        return (tensor.at(index) - zeroPoint.at(column)) * scale.at(column);
    }
}
