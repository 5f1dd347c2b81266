package io.dynrefer.safetensors;

import java.util.List;

/**
 * A tensor without its content.
 *
 * @param name its name in the checkpoint
 * @param type its elements' type
 * @param shape its sizes, outermost first; empty for a scalar
 */
public record TensorSpec(String name, TensorType type, List<Long> shape) {
    public TensorSpec {
        shape = List.copyOf(shape);
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(name + " has the shape " + shape);
            }
        }
    }

    /** A tensor of 32-bit floats. */
    public static TensorSpec f32(String name, Long... shape) {
        return new TensorSpec(name, TensorType.F32, List.of(shape));
    }

    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    public long byteLength() {
        return Math.multiplyExact(elements(), (long) type.bytes());
    }
}
