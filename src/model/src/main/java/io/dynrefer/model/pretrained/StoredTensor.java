package io.dynrefer.model.pretrained;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor with its content.
 *
 * @param spec name, type and shape
 * @param content little-endian
 */
public record StoredTensor(TensorSpec spec, ByteBuffer content) {
    /** One of 32-bit floats. */
    public static StoredTensor of(String name, float[] values, Long... shape) {
        ByteBuffer content = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        content.asFloatBuffer().put(values);
        return new StoredTensor(TensorSpec.f32(name, shape), content);
    }

    /** The same in 16-bit floats, each rounded to the nearest. */
    public StoredTensor halved() {
        if (spec.type() == TensorType.F16) {
            return this;
        }
        byte[] halves =
                Inference.call(manager -> manager.create(content.duplicate(), new Shape(spec.shape()), DataType.FLOAT32)
                        .toType(DataType.FLOAT16, true)
                        .toByteArray());
        return ofHalves(spec.name(), halves, spec.shape());
    }

    /** One of 16-bit floats. */
    static StoredTensor ofHalves(String name, byte[] content, List<Long> shape) {
        return new StoredTensor(
                new TensorSpec(name, TensorType.F16, shape),
                ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
    }
}
