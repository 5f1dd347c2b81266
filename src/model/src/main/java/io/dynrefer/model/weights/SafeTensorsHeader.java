package io.dynrefer.model.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and checks the JSON header of a safetensors file. */
final class SafeTensorsHeader {
    static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final long dataLength;

    private SafeTensorsHeader(Path file, long dataLength) {
        this.file = file;
        this.dataLength = dataLength;
    }

    /** The entries by name, in the header's order. */
    static Map<String, TensorEntry> parse(Path file, byte[] header, long dataLength) {
        return new SafeTensorsHeader(file, dataLength).parse(header);
    }

    private Map<String, TensorEntry> parse(byte[] header) {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (IOException e) {
            throw new WeightsException(file, "the safetensors header is not valid JSON", e);
        }
        if (!root.isObject()) {
            throw new WeightsException(file, "the safetensors header is not a JSON object");
        }
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        root.fields().forEachRemaining(field -> {
            if (!field.getKey().equals(METADATA)) {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
            }
        });
        rejectOverlaps(entries.values().stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList());
        return entries;
    }

    private TensorEntry entry(String name, JsonNode node) {
        TensorSpec spec =
                new TensorSpec(name, type(name, node.path("dtype").asText()), shape(name, node.path("shape")));
        JsonNode offsets = node.path("data_offsets");
        if (offsets.size() != 2
                || !offsets.get(0).canConvertToLong()
                || !offsets.get(1).canConvertToLong()) {
            throw broken(name, "needs data_offsets [begin, end]");
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
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : node) {
            if (!size.canConvertToLong() || !size.isIntegralNumber() || size.asLong() < 0) {
                throw broken(name, "has the shape " + node);
            }
            shape.add(size.asLong());
        }
        if (!node.isArray()) {
            throw broken(name, "has no shape");
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

    private WeightsException broken(String name, String message) {
        return new WeightsException(file, "tensor '" + name + "' " + message);
    }
}
