package io.dynrefer.region;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** A matrix of floats, row by row: {@code (rows, columns)}. Immutable; equal by value. */
public final class FloatMatrix {
    private final int rows;
    private final int columns;
    private final float[] values; // (rows, columns)

    /** Copies {@code values}, which must hold exactly {@code rows * columns} floats. */
    public FloatMatrix(int rows, int columns, float[] values) {
        if (rows < 1 || columns < 1 || values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("expected " + rows + "x" + columns + " floats, got " + values.length);
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values.clone();
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The values {@code (rows, columns)}, read-only. */
    public FloatBuffer values() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatMatrix matrix
                && matrix.rows == rows
                && matrix.columns == columns
                && Arrays.equals(matrix.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatMatrix(" + rows + ", " + columns + ")";
    }
}
