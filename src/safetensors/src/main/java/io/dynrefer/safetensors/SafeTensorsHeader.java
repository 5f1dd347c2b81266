package io.dynrefer.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
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

    /** Reads and checks a header's JSON; {@code dataLength} bytes follow it. */
    static SafeTensorsHeader parse(String source, byte[] json, long dataLength) {
        return new Parser(source, dataLength).parse(json);
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

    private record Parser(String source, long dataLength) {
        SafeTensorsHeader parse(byte[] json) {
            JsonNode root;
            try {
                root = JSON.readTree(json);
            } catch (IOException e) {
                throw new SafeTensorsException(source, "the safetensors header is not valid JSON", e);
            }
            if (!root.isObject()) {
                throw new SafeTensorsException(source, "the safetensors header is not a JSON object", null);
            }
            Map<String, TensorEntry> entries = new LinkedHashMap<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            root.fields().forEachRemaining(field -> {
                if (field.getKey().equals(METADATA)) {
                    metadata.putAll(metadata(field.getValue()));
                } else {
                    entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
                }
            });
            rejectOverlaps(entries.values().stream()
                    .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                    .toList());
            return new SafeTensorsHeader(entries, metadata);
        }

        private Map<String, String> metadata(JsonNode node) {
            Map<String, String> metadata = new LinkedHashMap<>();
            node.fields().forEachRemaining(field -> {
                if (!field.getValue().isTextual()) {
                    throw new SafeTensorsException(
                            source, "the header's " + METADATA + "." + field.getKey() + " is not a text", null);
                }
                metadata.put(field.getKey(), field.getValue().asText());
            });
            if (!node.isObject()) {
                throw new SafeTensorsException(source, "the header's " + METADATA + " is not a JSON object", null);
            }
            return metadata;
        }

        private TensorEntry entry(String name, JsonNode node) {
            TensorSpec spec =
                    new TensorSpec(name, type(name, node.path("dtype").asText()), shape(name, node.path("shape")));
            JsonNode offsets = node.path("data_offsets");
            if (!offsets.isArray() || offsets.size() != 2 || !isLong(offsets.get(0)) || !isLong(offsets.get(1))) {
                throw broken(name, "needs data_offsets [begin, end], two whole numbers");
            }
            TensorEntry entry = new TensorEntry(
                    spec, offsets.get(0).asLong(), offsets.get(1).asLong());
            if (entry.begin() < 0 || entry.end() < entry.begin() || entry.end() > dataLength) {
                throw broken(name, "lies at " + offsets + " but the file holds " + dataLength + " bytes of data");
            }
            if (entry.bytes() != byteLength(name, spec)) {
                throw broken(name, "is " + spec.type() + " " + spec.shape() + " but its data_offsets are " + offsets);
            }
            return entry;
        }

        private static boolean isLong(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToLong();
        }

        private long byteLength(String name, TensorSpec spec) {
            try {
                return spec.byteLength();
            } catch (ArithmeticException e) {
                throw broken(name, "has an impossible shape " + spec.shape());
            }
        }

        private TensorType type(String name, String dtype) {
            for (TensorType type : TensorType.values()) {
                if (type.name().equals(dtype)) {
                    return type;
                }
            }
            throw broken(name, "has the unknown dtype '" + dtype + "'");
        }

        private List<Long> shape(String name, JsonNode node) {
            if (!node.isArray()) {
                throw broken(name, "has no shape");
            }
            List<Long> shape = new ArrayList<>();
            for (JsonNode size : node) {
                if (!isLong(size) || size.asLong() < 0) {
                    throw broken(name, "has the shape " + node);
                }
                shape.add(size.asLong());
            }
            return shape;
        }

        private void rejectOverlaps(List<TensorEntry> sorted) {
            for (int i = 1; i < sorted.size(); i++) {
                if (sorted.get(i).begin() < sorted.get(i - 1).end()) {
                    throw broken(
                            sorted.get(i).spec().name(),
                            "overlaps tensor '" + sorted.get(i - 1).spec().name() + "'");
                }
            }
        }

        private SafeTensorsException broken(String name, String message) {
            return new SafeTensorsException(source, "tensor '" + name + "' " + message, null);
        }
    }
}
