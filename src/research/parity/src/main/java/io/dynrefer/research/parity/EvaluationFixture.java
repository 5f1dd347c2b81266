package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what the evaluation fixtures have in common. */
final class EvaluationFixture {
    private EvaluationFixture() {}

    static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field that must be there. */
    static JsonNode field(JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new IllegalArgumentException("the fixture has no field '" + name + "'");
        }
        return field;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A number; null stands for NaN. */
    static double number(JsonNode node) {
        return node.isNull() ? Double.NaN : node.asDouble();
    }

    static List<Double> numbers(JsonNode array) {
        return stream(array).map(EvaluationFixture::number).toList();
    }

    static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    /** The same field of every element, in order. */
    static List<Double> numbers(JsonNode array, String field) {
        return stream(array).map(element -> number(field(element, field))).toList();
    }

    /** The entries of an object of numbers, in order. */
    static List<Map.Entry<String, Double>> entries(JsonNode object) {
        List<Map.Entry<String, Double>> entries = new ArrayList<>();
        object.fields().forEachRemaining(entry -> entries.add(Map.entry(entry.getKey(), number(entry.getValue()))));
        return entries;
    }

    /** A box given as x, y, width, height. */
    static Box cornerAndSize(JsonNode node) {
        List<Double> values = numbers(node);
        return new Box(values.get(0), values.get(1), values.get(0) + values.get(2), values.get(1) + values.get(3));
    }

    /** A box given as its two corners. */
    static Box corners(JsonNode node) {
        List<Double> values = numbers(node);
        return new Box(values.get(0), values.get(1), values.get(2), values.get(3));
    }
}
