package io.dynrefer.evaluation.photos;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.evaluation.run.SampleAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A region of a photo with what a subject said of it.
 *
 * @param image its photo's number within the data set's asked photos
 */
record PhotoAnswer(int image, AnnotatedRegion truth, SampleAnswer answer) {
    String category() {
        return truth.labels().category();
    }

    /** The shorter side of the box, in pixels. */
    double shorterSide() {
        return Math.min(truth.box().width(), truth.box().height());
    }

    /** Empty where there is none. */
    String caption() {
        String caption = answer.caption();
        return caption == null ? "" : caption;
    }

    /** The best of the categories that were asked, best first. */
    List<String> best(List<String> asked, int number) {
        return best(asked, answer.categories(), number);
    }

    /** The words with the highest scores, best first; of equals, the first; none where there are no scores. */
    static List<String> best(List<String> words, @Nullable List<Float> scores, int number) {
        if (scores == null) {
            return List.of();
        }
        return IntStream.range(0, words.size())
                .boxed()
                .sorted(Comparator.comparing(scores::get, Comparator.reverseOrder()))
                .limit(number)
                .map(words::get)
                .toList();
    }
}
