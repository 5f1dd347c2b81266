package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.SampleAnswer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region with its answer, as the metrics read it. Scores that were not given rank below all others. */
final class SceneRow {
    /** Lower than any score. */
    static final float NO_SCORE = -Float.MAX_VALUE;

    private final int image;
    private final Prediction<AnnotatedRegion> prediction;
    private final float[] categories; // (categories asked)
    private final float[] attributes; // (attributes asked)
    private final float[] tags; // (the subject's tags)

    SceneRow(int image, Prediction<AnnotatedRegion> prediction, int categories, int attributes, int tags) {
        SampleAnswer answer = prediction.answer();
        this.image = image;
        this.prediction = withoutScores(prediction);
        this.categories = scores(answer.categories(), categories);
        this.attributes = scores(answer.attributes(), attributes);
        this.tags = scores(answer.tags(), tags);
    }

    /** The scores are kept as floats; as a list's objects they would take five times as much. */
    private static Prediction<AnnotatedRegion> withoutScores(Prediction<AnnotatedRegion> prediction) {
        SampleAnswer answer = prediction.answer();
        return new Prediction<>(
                prediction.image(),
                prediction.sample(),
                prediction.bbox(),
                prediction.truth(),
                new SampleAnswer(
                        null,
                        null,
                        null,
                        answer.caption(),
                        answer.captionScore(),
                        answer.controls(),
                        answer.views(),
                        answer.problem()));
    }

    private static float[] scores(@Nullable List<Float> given, int count) {
        float[] scores = new float[count];
        Arrays.fill(scores, NO_SCORE);
        for (int i = 0; given != null && i < count; i++) {
            scores[i] = given.get(i);
        }
        return scores;
    }

    /** The image's number within the run. */
    int image() {
        return image;
    }

    /** The answer without its scores. */
    Prediction<AnnotatedRegion> prediction() {
        return prediction;
    }

    AnnotatedRegion truth() {
        return prediction.truth();
    }

    String part() {
        return truth().origin().part();
    }

    boolean isNovel() {
        return truth().origin().novel();
    }

    float category(int position) {
        return categories[position];
    }

    float attribute(int position) {
        return attributes[position];
    }

    float tag(int position) {
        return tags[position];
    }

    /** Empty where there is none. */
    String caption() {
        String caption = prediction.answer().caption();
        return caption == null ? "" : caption;
    }

    boolean failed() {
        return prediction.answer().problem() != null;
    }
}
