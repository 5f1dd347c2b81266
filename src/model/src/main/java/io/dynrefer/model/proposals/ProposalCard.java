package io.dynrefer.model.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a box head is, beside its weights.
 *
 * @param id digest of its weights and sizes, 64 hex digits
 * @param encoderId of the image encoder that it learned on: with another one's maps its boxes mean nothing
 * @param sizes of the head, as it learned
 * @param answerSizes widths and heights in pixels that a photo is resized to, all of which it looks at to answer:
 *     multiples of 64, at most {@value #MOST_SIZES}
 */
public record ProposalCard(String id, String encoderId, BoxHeadSizes sizes, List<Integer> answerSizes) {
    /** Name of the file in a model folder. */
    public static final String FILE_NAME = "proposals.json";

    private static final int MOST_SIZES = 4;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public ProposalCard {
        answerSizes = List.copyOf(answerSizes);
        checkAnswerSizes(answerSizes);
    }

    /**
     * Whether a photo can be looked at in these sizes.
     *
     * @throws DynReferException if not
     */
    public static void checkAnswerSizes(List<Integer> sizes) {
        if (sizes.isEmpty() || sizes.size() > MOST_SIZES) {
            throw DynReferException.invalid(
                    "answer_sizes", "answer_sizes must be 1 to " + MOST_SIZES + " sizes, not " + sizes.size() + ".");
        }
        sizes.forEach(size -> BoxHeadSizes.checkImageSize("answer_sizes", size));
    }

    /** The head's sizes when it looks at photos of another size than it learned from. */
    BoxHeadSizes at(int imageSize) {
        return new BoxHeadSizes(imageSize, sizes.width(), sizes.depth());
    }

    /** The card of a model folder, whose own {@code model.json} names this encoder. */
    public static ProposalCard read(Path folder, String encoderId) {
        Path file = folder.resolve(FILE_NAME);
        ProposalCard card = parse(file);
        if (!DIGEST.matcher(card.id()).matches()) {
            throw new WeightsException(file, "id must be 64 hex digits, not '" + card.id() + "'");
        }
        if (!card.encoderId().equals(encoderId)) {
            throw new WeightsException(
                    file,
                    "the box head learned on the image encoder " + card.encoderId()
                            + ", and the weights beside it have "
                            + encoderId + "; train one for them with 'dynrefer train-boxes', or remove the file and "
                            + ProposalWeights.FILE_NAME);
        }
        return card;
    }

    /** Whether a folder's box head learned on this encoder. */
    static boolean isFor(Path folder, String encoderId) {
        return parse(folder.resolve(FILE_NAME)).encoderId().equals(encoderId);
    }

    private static ProposalCard parse(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), ProposalCard.class);
        } catch (JsonProcessingException e) {
            throw new WeightsException(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    /** Writes the card into a folder. */
    void write(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        }
    }
}
