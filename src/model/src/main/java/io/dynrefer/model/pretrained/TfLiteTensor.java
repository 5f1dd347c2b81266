package io.dynrefer.model.pretrained;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A constant of a TensorFlow Lite file, of 16-bit floats.
 *
 * @param shape sizes, outermost first
 * @param content of the elements, little-endian, row by row
 */
record TfLiteTensor(List<Integer> shape, ByteBuffer content) {
    TfLiteTensor {
        shape = List.copyOf(shape);
    }

    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The elements as they are, with {@code to[i]} the place that element i goes to. */
    byte[] rearranged(int[] to) {
        byte[] bytes = new byte[content.remaining()];
        for (int i = 0; i < size(); i++) {
            bytes[to[i] * Short.BYTES] = content.get(i * Short.BYTES);
            bytes[to[i] * Short.BYTES + 1] = content.get(i * Short.BYTES + 1);
        }
        return bytes;
    }
}
