package io.dynrefer.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors document.
 *
 * @param entries the tensors by name, in the header's order
 * @param metadata texts that whoever wrote it added
 */
record SafeTensorsHeader(Map<String, TensorEntry> entries, Map<String, String> metadata) {
    private static final int MAX_BYTES = 100_000_000;
    static final String METADATA = "__metadata__";
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The length of the header that the first eight bytes promise.
     *
     * @param size bytes of the whole document
     */
    static int length(String source, ByteBuffer start, long size) {
        long length = start.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        if (length < 2 || length > Math.min(MAX_BYTES, size - Long.BYTES)) {
            throw new SafeTensorsException(
                    source, "is not a safetensors file: header length " + length + " in a file of " + size, null);
        }
        return (int) length;
    }

    /** Where a tensor lies; one that is not there is an error that names it and the source. */
    TensorEntry entry(String source, String name) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new SafeTensorsException(source, "has no tensor '" + name + "'", null);
        }
        return entry;
    }

    /** Reads and checks a header's JSON; {@code dataLength} bytes follow it. */
    static SafeTensorsHeader parse(String source, byte[] json, long dataLength) {
        return new SafeTensorsHeaderParser(source, dataLength).parse(json);
    }

    /**
     * The bytes before the content of tensors that lie close together in the given order: the header's length and the
     * header, padded so that the content starts at a multiple of {@code alignment}.
     */
    static ByteBuffer bytes(List<TensorSpec> plan, Map<String, String> metadata, int alignment) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(METADATA);
            new TreeMap<>(metadata).forEach(texts::put);
        }
        long offset = 0;
        for (TensorSpec spec : plan) {
            if (root.has(spec.name())) {
                throw new IllegalArgumentException("two tensors are called " + spec.name());
            }
            ObjectNode node =
                    root.putObject(spec.name()).put("dtype", spec.type().name());
            spec.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(offset).add(offset + spec.byteLength());
            offset += spec.byteLength();
        }
        return padded(root, alignment);
    }

    private static ByteBuffer padded(ObjectNode root, int alignment) {
        byte[] json;
        try {
            json = JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
        int padded = (Long.BYTES + json.length + alignment - 1) / alignment * alignment - Long.BYTES;
        byte[] content = Arrays.copyOf(json, padded);
        Arrays.fill(content, json.length, padded, (byte) ' ');
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        return header.putLong(padded).put(content).flip();
    }
}
