package io.dynrefer.evaluation.densecaption;

import io.dynrefer.evaluation.densecaption.DenseCaptionReport.Setting;
import io.dynrefer.evaluation.densecaption.MatchedPrediction.Claim;
import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Dense captioning's average precision (METHOD 6): a prediction is right when it got its region, overlaps it enough and
 * its caption's METEOR exceeds the threshold; 100 recall points, precision maximal at or beyond each. Takes the images
 * one by one, in any order, and keeps four numbers per prediction, no text. Not thread-safe.
 */
public final class DenseCaptionAveragePrecision {
    private static final double ANY_CAPTION = -1;
    private static final int RECALL_POINTS = 100;

    private final DenseCaptionThresholds thresholds;
    private final Counting counting;
    private final List<Outcome> outcomes = new ArrayList<>();
    private long positives;

    /** Which images count. */
    public enum Counting {
        /** Images without predictions, or without regions, are left out: comparable with the published numbers. */
        PUBLISHED,
        /** Every region that should have been described counts, and every prediction that describes none. */
        EVERY_IMAGE
    }

    private record Outcome(float score, boolean mayBeRight, double overlap, double caption) {}

    public DenseCaptionAveragePrecision(DenseCaptionThresholds thresholds, Counting counting) {
        this.thresholds = thresholds;
        this.counting = counting;
    }

    /**
     * Adds one image.
     *
     * @param regions how many merged regions the image has
     * @param predictions the image's predictions as {@link PredictionMatcher} returns them
     * @param captionScores METEOR of each prediction against its references, 0..1; what stands for a prediction without
     *     references has no influence
     */
    public void accept(int regions, List<MatchedPrediction> predictions, double[] captionScores) {
        if (captionScores.length != predictions.size()) {
            throw DynReferException.invalid(
                    "captionScores",
                    "Expected one score per prediction (" + predictions.size() + "), got " + captionScores.length
                            + ".");
        }
        if (counting == Counting.PUBLISHED && (regions == 0 || predictions.isEmpty())) {
            return;
        }
        positives += regions;
        for (int i = 0; i < captionScores.length; i++) {
            MatchedPrediction match = predictions.get(i);
            boolean mayBeRight =
                    match.claim() == Claim.FIRST && !match.references().isEmpty();
            outcomes.add(new Outcome(match.prediction().score(), mayBeRight, match.overlap(), captionScores[i]));
        }
    }

    /** How many regions there were to find. */
    public long positives() {
        return positives;
    }

    /** Measures everything accepted so far; without any region every number is NaN. */
    public DenseCaptionReport report() {
        List<Outcome> ranking = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::score).reversed())
                .toList();
        List<Setting> settings = new ArrayList<>();
        List<Setting> detections = new ArrayList<>();
        for (double overlap : thresholds.overlaps()) {
            detections.add(setting(ranking, overlap, ANY_CAPTION));
            for (double caption : thresholds.captions()) {
                settings.add(setting(ranking, overlap, caption));
            }
        }
        return new DenseCaptionReport(settings, detections);
    }

    /** Precision and recall in single precision, as the reference has them. */
    private Setting setting(List<Outcome> ranking, double leastOverlap, double captionAbove) {
        float[] precision = new float[ranking.size()];
        float[] recall = new float[ranking.size()];
        int right = 0;
        for (int i = 0; i < precision.length; i++) {
            Outcome outcome = ranking.get(i);
            boolean isRight =
                    outcome.mayBeRight() && outcome.overlap() >= leastOverlap && outcome.caption() > captionAbove;
            right += isRight ? 1 : 0;
            precision[i] = (float) right / (i + 1);
            recall[i] = (float) right / positives;
        }
        return new Setting(leastOverlap, captionAbove, averagePrecision(precision, recall));
    }

    private double averagePrecision(float[] precision, float[] recall) {
        if (positives == 0) {
            return Double.NaN;
        }
        for (int i = precision.length - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double sum = 0;
        int index = 0;
        for (int point = 0; point < RECALL_POINTS; point++) {
            while (index < recall.length && recall[index] < (float) (point * 0.01)) {
                index++;
            }
            sum += index < recall.length ? precision[index] : 0;
        }
        return sum / RECALL_POINTS;
    }
}
