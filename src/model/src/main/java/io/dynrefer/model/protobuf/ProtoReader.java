package io.dynrefer.model.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a protocol buffers message field by field: the wire types that sentencepiece models and ONNX graphs have. */
public final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final ByteBuffer buffer;
    private int wireType;

    public ProtoReader(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next field's number, or 0 at the end; read its value or {@link #skip} it before asking again. */
    public int nextField() {
        if (!buffer.hasRemaining()) {
            return 0;
        }
        int tag = Math.toIntExact(varint());
        wireType = tag & 7;
        return tag >>> 3;
    }

    public int integer() {
        require(VARINT);
        return (int) varint();
    }

    /** A packed list of whole numbers. */
    public List<Integer> integers() {
        ProtoReader packed = message();
        List<Integer> integers = new ArrayList<>();
        while (packed.buffer.hasRemaining()) {
            integers.add((int) packed.varint());
        }
        return integers;
    }

    public boolean flag() {
        return integer() != 0;
    }

    public float number() {
        require(FIXED_32);
        return buffer.getFloat();
    }

    public String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    public ProtoReader message() {
        return new ProtoReader(bytes());
    }

    public ByteBuffer bytes() {
        require(BYTES);
        return take(Math.toIntExact(varint()));
    }

    public void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> take(Long.BYTES);
            case BYTES -> take(Math.toIntExact(varint()));
            case FIXED_32 -> take(Integer.BYTES);
            default -> throw new IllegalArgumentException("wire type " + wireType);
        }
    }

    private ByteBuffer take(int length) {
        ByteBuffer slice = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return slice;
    }

    private void require(int expected) {
        if (wireType != expected) {
            throw new IllegalArgumentException("wire type " + wireType + " where " + expected + " is expected");
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint of more than ten bytes");
    }
}
