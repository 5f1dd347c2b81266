package io.dynrefer.model.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Presets as JSON, in files and in this library's resources. */
final class PresetFiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Field of a file that has only the fields in which it differs from the preset it names here. */
    private static final String BASED_ON = "based_on";

    private PresetFiles() {}

    static Preset named(String name) {
        if (!Preset.NAMES.contains(name)) {
            throw DynReferException.invalid(
                    "preset", "There is no preset '" + name + "'; there are " + String.join(", ", Preset.NAMES) + ".");
        }
        try (InputStream stream = Preset.class.getResourceAsStream(name + ".json")) {
            if (stream == null) {
                throw new IllegalStateException("the library lacks its preset " + name);
            }
            return preset(JSON.readValue(stream, ObjectNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the library's preset " + name + " cannot be read", e);
        }
    }

    static Preset read(Path file) {
        try {
            return preset(JSON.readValue(file.toFile(), ObjectNode.class));
        } catch (JsonMappingException e) {
            throw new WeightsException(file, "field '" + path(e) + "': " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new WeightsException(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        } catch (DynReferException e) {
            throw new WeightsException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Preset preset(ObjectNode fields) throws JsonProcessingException {
        JsonNode base = fields.remove(BASED_ON);
        ObjectNode all =
                base == null ? JSON.createObjectNode() : JSON.valueToTree(PresetDocument.of(named(base.asText())));
        return JSON.treeToValue(all.setAll(fields), PresetDocument.class).preset();
    }

    /** The preset with some fields of its file changed. */
    static Preset changed(Preset preset, Consumer<ObjectNode> change) {
        ObjectNode file = JSON.valueToTree(PresetDocument.of(preset));
        change.accept(file);
        return JSON.convertValue(file, PresetDocument.class).preset();
    }

    static void write(Preset preset, Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(PresetDocument.of(preset)) + "\n");
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        }
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
    }
}
