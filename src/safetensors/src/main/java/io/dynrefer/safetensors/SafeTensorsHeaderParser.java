package io.dynrefer.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and checks a header: what is in it, and that nothing lies twice or outside the data. */
record SafeTensorsHeaderParser(String source, long dataLength) {
    SafeTensorsHeader parse(byte[] json) {
        JsonNode root;
        try {
            root = SafeTensorsHeader.JSON.readTree(json);
        } catch (IOException e) {
            throw new SafeTensorsException(source, "the safetensors header is not valid JSON", e);
        }
        if (!root.isObject()) {
            throw new SafeTensorsException(source, "the safetensors header is not a JSON object", null);
        }
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        root.fields().forEachRemaining(field -> {
            if (field.getKey().equals(SafeTensorsHeader.METADATA)) {
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
                        source,
                        "the header's " + SafeTensorsHeader.METADATA + "." + field.getKey() + " is not a text",
                        null);
            }
            metadata.put(field.getKey(), field.getValue().asText());
        });
        if (!node.isObject()) {
            throw new SafeTensorsException(
                    source, "the header's " + SafeTensorsHeader.METADATA + " is not a JSON object", null);
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
        TensorEntry entry =
                new TensorEntry(spec, offsets.get(0).asLong(), offsets.get(1).asLong());
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
