package io.dynrefer.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** The arrays of a safetensors fixture, read the plain way: independent of the reader under test. */
public final class GoldenArrays {
    /** Inputs and outputs of the tiny model. */
    public static final GoldenArrays IO = new GoldenArrays(Golden.path("model-tiny/io.safetensors"));

    private final ByteBuffer all;
    private final JsonNode header;
    private final int base;

    public GoldenArrays(Path file) {
        try {
            all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            base = 8 + Math.toIntExact(all.getLong(0));
            header = new ObjectMapper().readTree(new String(all.array(), 8, base - 8, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean contains(String name) {
        return header.has(name);
    }

    public long[] shape(String name) {
        return StreamSupport.stream(find(name).get("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    public float[] floats(String name) {
        ByteBuffer bytes = bytes(name, "F32");
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    public long[] longs(String name) {
        ByteBuffer bytes = bytes(name, "I64");
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    private ByteBuffer bytes(String name, String dtype) {
        JsonNode entry = find(name);
        if (!entry.get("dtype").asText().equals(dtype)) {
            throw new AssertionError(name + " is " + entry.get("dtype") + ", not " + dtype);
        }
        int begin = entry.get("data_offsets").get(0).asInt();
        int end = entry.get("data_offsets").get(1).asInt();
        return all.slice(base + begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
    }

    private JsonNode find(String name) {
        JsonNode entry = header.get(name);
        if (entry == null) {
            throw new AssertionError("no array " + name + " in the fixture");
        }
        return entry;
    }
}
