package io.dynrefer.evaluation.photos;

import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answers of one data set.
 *
 * @param attributes of the data set; free texts about them were asked too
 */
record PhotoAnswers(
        Dataset dataset,
        int images,
        List<String> tagVocabulary,
        List<Attribute> attributes,
        SampleQuestions own,
        SampleQuestions open,
        List<PhotoAnswer> ownWords,
        List<PhotoAnswer> openWords,
        List<PhotoAnswer> background) {
    /** Whether it is about a labelled box, not about a region that has a caption alone. */
    boolean isBox(PhotoAnswer answer) {
        return answer.truth().origin().part().equals(dataset.info().name());
    }

    /** How many questions have no answer, and why the first of them has none; empty where all are answered. */
    Optional<String> unanswered() {
        return unanswered(Stream.of(ownWords, openWords, background).flatMap(List::stream));
    }

    static Optional<String> unanswered(Stream<PhotoAnswer> answers) {
        List<String> problems = answers.flatMap(
                        answer -> Stream.ofNullable(answer.answer().problem()))
                .toList();
        return problems.stream()
                .findFirst()
                .map(first -> problems.size() + " questions without an answer, first of them: " + first);
    }

    /** The scores of an answer's attributes by their names. */
    Map<String, Float> attributes(PhotoAnswer answer) {
        return answer.attributes(own.attributes().stream().map(Attribute::name).toList());
    }
}
