package io.dynrefer.evaluation.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subject said about one sample; what was not asked is absent.
 *
 * @param categories one logit per category of the question
 * @param probability that of the best category, where the subject gives one
 * @param known how likely the sample is a thing and no piece of background, where the subject says so
 * @param attributes one probability per attribute of the question
 * @param tags one probability per word of the subject's tag vocabulary
 * @param caption the caption
 * @param captionScore the beam's score: an order, not a probability
 * @param controls the words that steered the caption
 * @param views per task, the coefficients of the views it saw
 * @param problem why there is no answer; then everything else is absent
 */
public record SampleAnswer(
        @Nullable List<Float> categories,
        @Nullable Double probability,
        @Nullable Double known,
        @Nullable List<Float> attributes,
        @Nullable List<Float> tags,
        @Nullable String caption,
        @Nullable Double captionScore,
        @Nullable List<String> controls,
        @Nullable Map<String, List<Double>> views,
        @Nullable String problem) {
    /** A sample that could not be answered. */
    public static SampleAnswer failed(String problem) {
        return new SampleAnswer(null, null, null, null, null, null, null, null, null, problem);
    }
}
