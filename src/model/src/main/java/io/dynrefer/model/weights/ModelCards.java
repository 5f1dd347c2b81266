package io.dynrefer.model.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Sha256;
import io.dynrefer.safetensors.ContentDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes, writes and reads the model card beside the weights. */
public final class ModelCards {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static final List<String> REQUIRED =
            List.of("id", "encoder_id", "preset", "view_count", "view_size", "trained", "tag_threshold");

    private ModelCards() {}

    /**
     * The card of a set of weights.
     *
     * @param name of the preset
     * @param digests of all tensors written
     */
    public static ModelCard of(String name, Preset preset, ContentDigests digests, boolean trained) {
        String encoderSizes = preset.imageSize() + " " + preset.patchSize() + " " + preset.imageEncoder() + " "
                + preset.lnVisionEpsilon();
        ModelCard card = new ModelCard(
                digest(digests.of(tensor -> true) + preset),
                digest(digests.of(ModelCards::isOfImageEncoder) + encoderSizes),
                name,
                preset.viewCount(),
                preset.imageSize(),
                trained,
                preset.tagThreshold(),
                preset.taskPrior());
        return preset.lexical() == null
                ? card
                : card.withNamingThreshold(preset.lexical().namingThreshold());
    }

    private static boolean isOfImageEncoder(String tensor) {
        return tensor.startsWith("visual_encoder.") || tensor.startsWith("ln_vision.");
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }

    /**
     * Writes {@value ModelCard#FILE_NAME} into a model folder: the last step of making one.
     *
     * @return the card as written, which counts the words of the folder's vocabularies
     */
    public static ModelCard write(Path folder, ModelCard card) {
        ModelCard counted = card.with(new ModelCard.Words(
                card.preset(),
                Vocabularies.readCategories(folder).size(),
                Vocabularies.readAttributes(folder).size()));
        Path file = folder.resolve(ModelCard.FILE_NAME);
        try {
            Files.writeString(file, JSON.writeValueAsString(counted) + "\n");
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        }
        return counted;
    }

    /** The id of weights with a calibration, so that nothing stored under one of them is taken for the other's. */
    public static String calibratedId(String weightsId, byte[] calibration) {
        return digest(weightsId + " " + Sha256.hex(calibration));
    }

    /** Reads {@value ModelCard#FILE_NAME} of a model folder. */
    public static ModelCard read(Path folder) {
        Path file = folder.resolve(ModelCard.FILE_NAME);
        try {
            JsonNode card = JSON.readTree(file.toFile());
            for (String field : REQUIRED) {
                if (!card.hasNonNull(field)) {
                    throw new WeightsException(file, "has no " + field);
                }
            }
            return JSON.treeToValue(card, ModelCard.class);
        } catch (JsonProcessingException e) {
            throw new WeightsException(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }
}
