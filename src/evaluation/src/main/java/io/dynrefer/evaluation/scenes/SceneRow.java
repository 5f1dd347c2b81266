package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.evaluation.run.SampleAnswer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region with its answer, as the metrics read it: four bytes a score, and what is known of the region as the
 * benchmark holds it anyway. Scores that were not given rank below all others.
 */
final class SceneRow {
    /** Lower than any score. */
    static final float NO_SCORE = -Float.MAX_VALUE;

    private final Place place;
    private final AnnotatedRegion truth;
    private final String caption;
    private final boolean failed;
    private final float[] categories; // (categories asked)
    private final float[] attributes; // (attributes asked)
    private final float[] tags; // (the subject's tags)

    /** An image: its number within the run, and its id within the benchmark. */
    record Place(int number, String id) {}

    /** How many scores of each kind an answer has. */
    record Widths(int categories, int attributes, int tags) {}

    SceneRow(Place place, AnnotatedRegion truth, SampleAnswer answer, Widths widths) {
        String said = answer.caption();
        this.place = place;
        this.truth = truth;
        this.caption = said == null ? "" : said;
        this.failed = answer.problem() != null;
        this.categories = scores(answer.categories(), widths.categories());
        this.attributes = scores(answer.attributes(), widths.attributes());
        this.tags = scores(answer.tags(), widths.tags());
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
        return place.number();
    }

    /** The image's id within the benchmark. */
    String imageId() {
        return place.id();
    }

    AnnotatedRegion truth() {
        return truth;
    }

    String part() {
        return truth.origin().part();
    }

    boolean isNovel() {
        return truth.origin().novel();
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
        return caption;
    }

    boolean failed() {
        return failed;
    }
}
