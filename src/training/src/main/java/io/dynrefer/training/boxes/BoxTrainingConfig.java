package io.dynrefer.training.boxes;

import io.dynrefer.model.proposals.BoxHeadSizes;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.util.List;

/**
 * How a box head is trained.
 *
 * @param sizes of the head
 * @param answerSizes widths and heights in pixels that photos are resized to when the finished head answers
 * @param copies of every photo to learn from: the photo, then parts of it
 * @param batch photos of a step
 * @param epochs how often as many copies are seen as there are photos
 * @param learningRate the highest
 * @param weightDecay share of a weight lost per step and unit of learning rate
 * @param average share of the averaged weights kept per step
 * @param seed of the start weights and the order
 */
public record BoxTrainingConfig(
        BoxHeadSizes sizes,
        List<Integer> answerSizes,
        int copies,
        int batch,
        int epochs,
        double learningRate,
        double weightDecay,
        double average,
        long seed) {
    public BoxTrainingConfig {
        answerSizes = List.copyOf(answerSizes);
        ProposalCard.checkAnswerSizes(answerSizes);
        require(copies >= 1, "copies", "at least 1", copies);
        require(batch >= 1, "batch", "at least 1", batch);
        require(epochs >= 1, "epochs", "at least 1", epochs);
        require(learningRate > 0, "learning_rate", "more than 0", learningRate);
        require(weightDecay >= 0, "weight_decay", "0 or more", weightDecay);
        require(average >= 0 && average < 1, "average", "in [0, 1)", average);
    }

    /** Reads what {@link #json} wrote. */
    static BoxTrainingConfig read(byte[] json) {
        return Json.read(json, BoxTrainingConfig.class);
    }

    byte[] json() {
        return Json.write(this);
    }

    private static void require(boolean condition, String field, String expected, Object value) {
        if (!condition) {
            throw DynReferException.invalid(field, field + " must be " + expected + ", not " + value + ".");
        }
    }
}
