package io.dynrefer.evaluation.densecaption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision.Counting;
import io.dynrefer.evaluation.densecaption.MatchedPrediction.Claim;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseCaptionAveragePrecisionTest {
    private static final Box BOX = new Box(0, 0, 100, 100);
    private static final List<MergedRegion> REGIONS = List.of(new MergedRegion(BOX, List.of(0), List.of("a dog")));

    private final DenseCaptionAveragePrecision published =
            new DenseCaptionAveragePrecision(DenseCaptionThresholds.published(), Counting.PUBLISHED);
    private final DenseCaptionAveragePrecision everyImage =
            new DenseCaptionAveragePrecision(DenseCaptionThresholds.published(), Counting.EVERY_IMAGE);

    private static List<MatchedPrediction> predictions(Box... boxes) {
        return PredictionMatcher.match(
                REGIONS,
                Arrays.stream(boxes)
                        .map(box -> new CaptionPrediction(box, "a dog", 0.5f))
                        .toList());
    }

    private void acceptBoth(int regions, List<MatchedPrediction> predictions, double... scores) {
        published.accept(regions, predictions, scores);
        everyImage.accept(regions, predictions, scores);
    }

    @Test
    void match_secondPredictionOfARegion_isRefused() {
        List<MatchedPrediction> matched = predictions(new Box(0, 0, 100, 10), BOX);
        assertThat(matched).extracting(MatchedPrediction::claim).containsExactly(Claim.FIRST, Claim.REFUSED);
        assertThat(matched.get(0).overlap()).isEqualTo(0.1);
    }

    @Test
    void report_rightBoxAndCaption_isOne() {
        acceptBoth(1, predictions(BOX), 0.9);
        assertThat(published.report().meanAveragePrecision()).isCloseTo(1, within(1e-6));
    }

    @Test
    void report_captionAtTheThreshold_isWrong() {
        acceptBoth(1, predictions(BOX), 0.25);
        assertThat(published.report().publishedBreakdown())
                .containsEntry("iou_0.5_meteor_0.25", 0.0)
                .containsEntry("iou_0.5_meteor_0.2", 1.0);
        assertThat(published.report().detectionMeanAveragePrecision()).isCloseTo(1, within(1e-6));
    }

    @Test
    void report_imageWithoutPredictions_countsInTheHonestNumberOnly() {
        acceptBoth(1, predictions(BOX), 0.9);
        acceptBoth(1, List.of());
        assertThat(published.positives()).isEqualTo(1);
        assertThat(everyImage.positives()).isEqualTo(2);
        assertThat(everyImage.report().meanAveragePrecision())
                .isLessThan(published.report().meanAveragePrecision());
    }

    @Test
    void report_predictionsOnAnImageWithoutRegions_countInTheHonestNumberOnly() {
        acceptBoth(0, PredictionMatcher.match(List.of(), List.of(new CaptionPrediction(BOX, "a cat", 0.9f))), 0);
        acceptBoth(1, predictions(BOX), 0.9);
        assertThat(published.report().meanAveragePrecision()).isCloseTo(1, within(1e-6));
        assertThat(everyImage.report().meanAveragePrecision()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void accept_anotherNumberOfScores_isAnError() {
        assertThatThrownBy(() -> published.accept(1, predictions(BOX), new double[2]))
                .isInstanceOf(DynReferException.class);
    }
}
