package io.dynrefer.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A safetensors document that lies in memory as a whole, below 2 GiB: stored blobs, fixtures. Immutable. */
public final class SafeTensorsDocument {
    /** Keeps doubles and longs on their own multiples. */
    private static final int ALIGNMENT = 8;

    private final String source;
    private final SafeTensorsHeader header;
    private final ByteBuffer data; // little-endian

    private SafeTensorsDocument(String source, SafeTensorsHeader header, ByteBuffer data) {
        this.source = source;
        this.header = header;
        this.data = data;
    }

    /** Reads a whole file. */
    public static SafeTensorsDocument read(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SafeTensorsException(file.toString(), "cannot be read: " + e, e);
        }
    }

    /**
     * Takes over bytes, which must not change afterwards; a {@link SafeTensorsException} says what is wrong with them.
     *
     * @param source what the bytes are called in messages
     */
    public static SafeTensorsDocument parse(String source, byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw new SafeTensorsException(
                    source, "is shorter than the length of a header: only " + bytes.length + " bytes", null);
        }
        ByteBuffer all = ByteBuffer.wrap(bytes);
        byte[] json = new byte[SafeTensorsHeader.length(source, all, bytes.length)];
        all.get(Long.BYTES, json);
        int dataStart = Long.BYTES + json.length;
        SafeTensorsHeader header = SafeTensorsHeader.parse(source, json, (long) bytes.length - dataStart);
        return new SafeTensorsDocument(source, header, all.slice(dataStart, bytes.length - dataStart));
    }

    /** The bytes of a document of one matrix or other array of 32-bit floats. */
    public static byte[] write(TensorSpec spec, float[] values, Map<String, String> metadata) {
        ByteBuffer header = SafeTensorsHeader.bytes(List.of(spec), metadata, ALIGNMENT);
        ByteBuffer all = ByteBuffer.allocate(header.remaining() + values.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        all.asFloatBuffer().put(values);
        return all.array();
    }

    /** The tensors' names, in the header's order. */
    public Set<String> names() {
        return header.entries().keySet();
    }

    /** Texts that whoever wrote it added. */
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    /** Bytes of all content. */
    public int dataLength() {
        return data.remaining();
    }

    public boolean contains(String name) {
        return header.entries().containsKey(name);
    }

    public TensorType type(String name) {
        return header.entry(source, name).spec().type();
    }

    /** The array's shape; empty for a scalar. */
    public long[] shape(String name) {
        return header.entry(source, name).spec().shape().stream()
                .mapToLong(size -> size)
                .toArray();
    }

    /** An F32 array, row by row. */
    public float[] floats(String name) {
        ByteBuffer bytes = content(name, TensorType.F32);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** An F64 array, row by row. */
    public double[] doubles(String name) {
        ByteBuffer bytes = content(name, TensorType.F64);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /** An I64 array, row by row. */
    public long[] longs(String name) {
        ByteBuffer bytes = content(name, TensorType.I64);
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    /** A U8 array, row by row. */
    public byte[] bytes(String name) {
        ByteBuffer bytes = content(name, TensorType.U8);
        byte[] values = new byte[bytes.remaining()];
        bytes.get(values);
        return values;
    }

    private ByteBuffer content(String name, TensorType expected) {
        TensorEntry entry = header.entry(source, name);
        if (entry.spec().type() != expected) {
            throw new SafeTensorsException(
                    source, "tensor '" + name + "' is " + entry.spec().type() + ", not " + expected, null);
        }
        return data.slice((int) entry.begin(), (int) entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
