package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Between plain matrices and the engine's arrays. */
public final class Matrices {
    private Matrices() {}

    /** Matrices of one size, at least one, as one array (matrices, rows, columns). */
    public static NDArray stack(NDManager manager, List<FloatMatrix> matrices) {
        FloatMatrix first = matrices.get(0);
        Shape shape = new Shape(matrices.size(), first.rows(), first.columns());
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact((int) shape.size(), Float.BYTES))
                .order(ByteOrder.nativeOrder());
        FloatBuffer values = bytes.asFloatBuffer();
        matrices.forEach(matrix -> values.put(matrix.values()));
        return manager.create(bytes, shape, DataType.FLOAT32);
    }

    /** The matrices of an array (matrices, rows, columns). */
    static List<FloatMatrix> unstack(NDArray array) {
        int rows = (int) array.getShape().get(1);
        int columns = (int) array.getShape().get(2);
        float[] values = array.toFloatArray();
        List<FloatMatrix> matrices = new ArrayList<>();
        for (int start = 0; start < values.length; start += rows * columns) {
            matrices.add(new FloatMatrix(rows, columns, Arrays.copyOfRange(values, start, start + rows * columns)));
        }
        return matrices;
    }

    /** The x_v of regions (regions, queries, width); those of another model's shape are refused. */
    static NDArray regions(NDManager manager, List<RegionRepresentation> regions, Preset preset) {
        int rows = preset.regionRows();
        int width = preset.qformer().width();
        List<FloatMatrix> queries =
                regions.stream().map(RegionRepresentation::queries).toList();
        queries.forEach(matrix -> {
            if (matrix.rows() != rows || matrix.columns() != width) {
                throw DynReferException.invalid(
                        "representation",
                        "A region representation of this model has " + rows + " x " + width
                                + " numbers, not " + matrix.rows() + " x " + matrix.columns()
                                + "; it was made by another model. Encode the region with the same weights.");
            }
        });
        return stack(manager, queries);
    }
}
