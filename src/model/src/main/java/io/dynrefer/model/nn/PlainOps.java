package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Plain array operations. Matrices in bf16 are kept as 32-bit floats of the same value: same result, no saving. */
final class PlainOps implements NativeOps {
    @Override
    public NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray bias) {
        return Attention.weights(query, key, bias).matMul(value);
    }

    @Override
    public Matrix roundToBf16(NDArray matrix) {
        float[] values = matrix.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Bf16.toFloat(Bf16.ofFloat(values[i]));
        }
        return kept(matrix.getManager(), values, matrix.getShape());
    }

    @Override
    public Matrix bf16OfBytes(NDArray bytes) {
        ByteBuffer buffer = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[buffer.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = Bf16.toFloat(buffer.getShort());
        }
        Shape shape = bytes.getShape();
        return kept(bytes.getManager(), values, new Shape(shape.get(0), shape.get(1) / Short.BYTES));
    }

    private static Matrix kept(NDManager manager, float[] values, Shape shape) {
        NDArray matrix = manager.create(values, shape);
        NDScope.unregister(matrix);
        return new Fp32Matrix(matrix);
    }
}
