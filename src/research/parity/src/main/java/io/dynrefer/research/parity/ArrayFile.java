package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The arrays of one safetensors file, read the plain way: the whole file into memory. The twin of the mapped reader.
 */
public final class ArrayFile {
    private final Map<String, Entry> entries;

    private record Entry(String dtype, long[] shape, ByteBuffer bytes) {}

    private ArrayFile(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** Reads a whole file. */
    public static ArrayFile read(Path file) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = Math.toIntExact(all.getLong(0));
            byte[] header = new byte[headerLength];
            all.get(8, header);
            Map<String, Entry> entries = new LinkedHashMap<>();
            new ObjectMapper().readTree(header).fields().forEachRemaining(field -> {
                if (!field.getKey().equals("__metadata__")) {
                    entries.put(field.getKey(), entry(field.getValue(), all, 8 + headerLength));
                }
            });
            return new ArrayFile(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonNode node, ByteBuffer all, int base) {
        long[] shape = StreamSupport.stream(node.get("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
        int begin = node.get("data_offsets").get(0).asInt();
        int end = node.get("data_offsets").get(1).asInt();
        ByteBuffer bytes = all.slice(base + begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
        return new Entry(node.get("dtype").asText(), shape, bytes);
    }

    public Set<String> names() {
        return entries.keySet();
    }

    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    public String dtype(String name) {
        return find(name).dtype();
    }

    /** The array's shape; empty for a scalar. */
    public long[] shape(String name) {
        return find(name).shape().clone();
    }

    /** An F32 array, row by row. */
    public float[] floats(String name) {
        ByteBuffer bytes = bytesOf(name, "F32");
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** An F64 array, row by row. */
    public double[] doubles(String name) {
        ByteBuffer bytes = bytesOf(name, "F64");
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /** An I64 array, row by row. */
    public long[] longs(String name) {
        ByteBuffer bytes = bytesOf(name, "I64");
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    /** A U8 array, row by row. */
    public byte[] bytes(String name) {
        ByteBuffer bytes = bytesOf(name, "U8");
        byte[] values = new byte[bytes.remaining()];
        bytes.get(values);
        return values;
    }

    private ByteBuffer bytesOf(String name, String dtype) {
        Entry entry = find(name);
        if (!entry.dtype().equals(dtype)) {
            throw new IllegalArgumentException(name + " is " + entry.dtype() + ", not " + dtype);
        }
        return entry.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private Entry find(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no array '" + name + "' in the file");
        }
        return entry;
    }
}
