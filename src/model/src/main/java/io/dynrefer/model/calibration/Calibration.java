package io.dynrefer.model.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What turns a model's scores into probabilities: {@value #FILE_NAME} beside the weights, fitted by {@code dynrefer
 * calibrate}. It is part of the model's id, so answers with and without it never mix.
 *
 * @param fit what it was fitted on, for people
 * @param categories the temperature of category logits
 * @param tags tags' logits as probabilities
 * @param attributes the same for attributes, by type; the empty type is that of all which are not named
 * @param thing what tells things from background
 */
public record Calibration(
        String fit, Temperature categories, Logistic tags, Map<String, Logistic> attributes, Thing thing) {
    /** Name of the file in a model folder. */
    public static final String FILE_NAME = "calibration.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public Calibration {
        attributes = Map.copyOf(attributes);
    }

    /** What an attribute's logit means. */
    public Logistic of(Attribute attribute) {
        Logistic others = attributes.getOrDefault("", Logistic.PLAIN);
        return attributes.getOrDefault(attribute.type(), others);
    }

    /**
     * The calibration of a model folder; empty if its card knows of none.
     *
     * @throws WeightsException if the card and the file do not belong together
     */
    public static Optional<Calibration> read(Path folder, ModelCard card) {
        Path file = folder.resolve(FILE_NAME);
        String weightsId = card.weightsId();
        if (weightsId == null) {
            if (Files.exists(file)) {
                throw new WeightsException(file, "is not that of " + ModelCard.FILE_NAME + "; " + remedy(folder));
            }
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            if (!ModelCards.calibratedId(weightsId, content).equals(card.id())) {
                throw new WeightsException(file, "is not that of " + ModelCard.FILE_NAME + "; " + remedy(folder));
            }
            return Optional.of(JSON.readValue(content, Calibration.class));
        } catch (JsonProcessingException e) {
            throw new WeightsException(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e + "; " + remedy(folder), e);
        }
    }

    private static String remedy(Path folder) {
        return "run 'dynrefer calibrate --weights " + folder + "' again";
    }

    /**
     * Puts the calibration into a model folder, in place of any that is there, and gives the model its new id. Its
     * threshold of tags becomes the probability that the old one stands for.
     */
    public ModelCard write(Path folder) {
        ModelCard card = uncalibrated(folder);
        Path file = folder.resolve(FILE_NAME);
        try {
            byte[] content = JSON.writeValueAsBytes(this);
            Files.write(file, content);
            return ModelCards.write(
                    folder,
                    card.calibrated(
                            ModelCards.calibratedId(card.id(), content), tags.recalibrated(card.tagThreshold())));
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        }
    }

    /** Takes a calibration off a model folder, if there is one, so that its scores are what the network says. */
    public static ModelCard remove(Path folder) {
        ModelCard card = uncalibrated(folder);
        try {
            ModelCard written = ModelCards.write(folder, card);
            Files.deleteIfExists(folder.resolve(FILE_NAME));
            return written;
        } catch (IOException e) {
            throw new WeightsException(folder, "calibration cannot be removed: " + e, e);
        }
    }

    /** The card that the folder's weights have without a calibration. */
    private static ModelCard uncalibrated(Path folder) {
        ModelCard card = ModelCards.read(folder);
        return card.uncalibrated(Preset.read(folder.resolve(Preset.FILE_NAME)).tagThreshold());
    }
}
