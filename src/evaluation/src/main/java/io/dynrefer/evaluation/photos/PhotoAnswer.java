package io.dynrefer.evaluation.photos;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.evaluation.run.SampleAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
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

    /** How likely the best category is as the answer says, or by the softmax of the scores; empty without scores. */
    OptionalDouble probability() {
        List<Float> scores = answer.categories();
        Double given = answer.probability();
        if (scores == null || given != null) {
            return given == null ? OptionalDouble.empty() : OptionalDouble.of(given);
        }
        double best = scores.stream().mapToDouble(Float::doubleValue).max().orElse(0);
        return OptionalDouble.of(
                1 / scores.stream().mapToDouble(score -> Math.exp(score - best)).sum());
    }

    /** How far it is from background, as the answer says, or by the best score; empty without scores. */
    OptionalDouble known() {
        List<Float> scores = answer.categories();
        Double given = answer.known();
        if (given != null) {
            return OptionalDouble.of(given);
        }
        return scores == null
                ? OptionalDouble.empty()
                : scores.stream().mapToDouble(Float::doubleValue).max();
    }

    /** How likely each attribute is by its name, where it was asked for; empty where none were. */
    Map<String, Float> attributes(List<String> asked) {
        List<Float> scores = answer.attributes();
        return scores == null
                ? Map.of()
                : IntStream.range(0, asked.size()).boxed().collect(Collectors.toMap(asked::get, scores::get));
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
