package io.dynrefer.model.minilm;

import io.dynrefer.model.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A constant of an ONNX graph: 32-bit floats, or bytes that stand for floats with the scale and zero point beside them.
 *
 * @param name in the graph
 * @param shape sizes, outermost first; empty for a scalar
 * @param elements their type
 * @param content of the elements, little-endian
 */
record OnnxTensor(String name, List<Integer> shape, Elements elements, ByteBuffer content) {
    private static final int DIMENSION = 1;
    private static final int TYPE = 2;
    private static final int FLOATS = 4;
    private static final int INTEGERS = 5;
    private static final int NAME = 8;
    private static final int RAW = 9;

    /** Element types, as far as MiniLM's file has them. */
    enum Elements {
        FLOAT,
        UNSIGNED_BYTE,
        SIGNED_BYTE,
        OTHER;

        private static Elements of(int number) {
            return switch (number) {
                case 1 -> FLOAT;
                case 2 -> UNSIGNED_BYTE;
                case 3 -> SIGNED_BYTE;
                default -> OTHER;
            };
        }
    }

    OnnxTensor {
        shape = List.copyOf(shape);
    }

    /** Reads a TensorProto. */
    static OnnxTensor read(ProtoReader message) {
        String name = "";
        List<Integer> shape = new ArrayList<>();
        Elements elements = Elements.OTHER;
        ByteBuffer content = ByteBuffer.allocate(0);
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case DIMENSION -> shape.add(message.integer());
                case TYPE -> elements = Elements.of(message.integer());
                case NAME -> name = message.text();
                case FLOATS, RAW -> content = message.bytes();
                case INTEGERS -> content = bytesOf(message.integers());
                default -> message.skip();
            }
        }
        return new OnnxTensor(name, shape, elements, content.order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Bytes that the format wrote as integers of variable length. */
    private static ByteBuffer bytesOf(List<Integer> integers) {
        ByteBuffer bytes = ByteBuffer.allocate(integers.size());
        integers.forEach(integer -> bytes.put(integer.byteValue()));
        return bytes.flip();
    }

    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The element at {@code index}, row by row, as the file has it. */
    float at(int index) {
        return switch (elements) {
            case FLOAT -> content.getFloat(index * Float.BYTES);
            case UNSIGNED_BYTE -> content.get(index) & 0xff;
            case SIGNED_BYTE -> content.get(index);
            case OTHER -> throw new IllegalStateException(name + " is neither floats nor bytes");
        };
    }
}
