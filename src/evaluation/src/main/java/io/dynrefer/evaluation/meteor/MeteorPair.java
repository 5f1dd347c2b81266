package io.dynrefer.evaluation.meteor;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caption with what it is compared with.
 *
 * @param hypothesis the caption
 * @param references at least one
 * @param score what METEOR's program said of it, 0..1; null where it was not asked
 */
public record MeteorPair(
        String hypothesis,
        List<String> references,
        @Nullable Double score) {
    public MeteorPair {
        references = List.copyOf(references);
    }

    /** Reads a JSON file: {@code {"pairs": [{"hypothesis": …, "references": […], "score": 0.21}, …]}}. */
    public static List<MeteorPair> read(Path file) {
        JsonNode pairs = content(file).path("pairs");
        if (!pairs.isArray() || pairs.isEmpty()) {
            throw DynReferException.invalid(
                    "pairs", file + ": pairs is missing; it is a list of {\"hypothesis\": …, \"references\": […]}.");
        }
        List<MeteorPair> read = new ArrayList<>();
        for (JsonNode pair : pairs) {
            read.add(of(pair, file + ": pairs[" + read.size() + "]"));
        }
        return read;
    }

    private static JsonNode content(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), JsonNode.class);
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "pairs", "Cannot read the pairs of " + file + ".", e);
        }
    }

    private static MeteorPair of(JsonNode pair, String place) {
        List<String> references = new ArrayList<>();
        pair.path("references").forEach(reference -> references.add(reference.asText()));
        if (!pair.path("hypothesis").isTextual() || references.isEmpty()) {
            throw DynReferException.invalid(
                    "pairs", place + " needs a hypothesis, a text, and references, a list of at least one text.");
        }
        JsonNode score = pair.path("score");
        return new MeteorPair(pair.path("hypothesis").asText(), references, score.isNumber() ? score.asDouble() : null);
    }
}
