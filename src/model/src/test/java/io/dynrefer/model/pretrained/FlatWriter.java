package io.dynrefer.model.pretrained;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The least of a FlatBuffers writer. A table is its list of offsets, the table itself, then what its fields refer to;
 * everything refers forward, so pieces can be put one into another as they are.
 */
final class FlatWriter {
    /** Marks a field that holds the offset of something behind the table. */
    private static final byte REFERENCE = 1;

    private static final byte VALUE = 0;

    /** A field that is left out. */
    static final byte[] ABSENT = {};

    private FlatWriter() {}

    static byte[] integers(int... values) {
        ByteBuffer bytes = buffer(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** A field that holds its value itself. */
    static byte[] integer(int value) {
        return buffer(1 + Integer.BYTES).put(VALUE).putInt(value).array();
    }

    /** A field that refers to a vector. */
    static byte[] vector(byte[] elements, int count) {
        return buffer(1 + Integer.BYTES + elements.length)
                .put(REFERENCE)
                .putInt(count)
                .put(elements)
                .array();
    }

    /** A field that refers to a vector of tables. */
    static byte[] tables(List<byte[]> tables) {
        int size = tables.stream().mapToInt(table -> table.length).sum();
        ByteBuffer elements = buffer(tables.size() * Integer.BYTES + size);
        int next = tables.size() * Integer.BYTES;
        for (int i = 0; i < tables.size(); i++) {
            elements.putInt(i * Integer.BYTES, next + start(tables.get(i)) - i * Integer.BYTES);
            elements.position(next);
            elements.put(tables.get(i));
            next += tables.get(i).length;
        }
        return vector(elements.array(), tables.size());
    }

    /** A table of these fields. */
    static byte[] table(byte[]... fields) {
        int offsets = (2 + fields.length) * Short.BYTES;
        int inside = Integer.BYTES * (1 + fields.length);
        int behind = 0;
        for (byte[] field : fields) {
            behind += field.length > 0 && field[0] == REFERENCE ? field.length - 1 : 0;
        }
        ByteBuffer bytes = buffer(offsets + inside + behind);
        bytes.putShort((short) offsets).putShort((short) inside);
        bytes.putInt(offsets, offsets); // from the table back to its offsets
        int next = offsets + inside;
        for (int i = 0; i < fields.length; i++) {
            byte[] field = fields[i];
            if (field.length == 0) {
                continue;
            }
            int place = offsets + Integer.BYTES * (1 + i);
            bytes.putShort((2 + i) * Short.BYTES, (short) (place - offsets));
            if (field[0] == VALUE) {
                bytes.position(place);
                bytes.put(field, 1, Integer.BYTES);
            } else {
                bytes.putInt(place, next - place);
                bytes.position(next);
                bytes.put(field, 1, field.length - 1);
                next += field.length - 1;
            }
        }
        return bytes.array();
    }

    /** Where in its bytes a table starts. */
    static int start(byte[] table) {
        return ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getShort(0);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
