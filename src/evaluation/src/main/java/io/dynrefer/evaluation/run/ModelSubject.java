package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Outcome;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model in this process, driven as the pipeline drives it but without a store between the steps, so that a batch's
 * crops are encoded once for all regions, tasks and models. Its answers are the gateway's (a test compares them), with
 * the scores of the whole vocabularies.
 */
public final class ModelSubject implements Subject {
    private final String name;
    private final RegionModel model;
    private final ViewChoices views;

    public ModelSubject(String name, RegionModel model, ViewChoices views) {
        this.name = name;
        this.model = model;
        this.views = views;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return "model " + model.regionEncoder().id() + ", views " + views.describe();
    }

    @Override
    public List<String> tagVocabulary() {
        return model.tagDecoder().vocabulary();
    }

    @Override
    public List<SampleAnswer> answer(SampleQuestions questions, Batch batch) {
        List<Outcome<Target>> placed = Target.of(batch);
        List<Target> targets =
                placed.stream().filter(Outcome::succeeded).map(Outcome::orThrow).toList();
        Representations representations = new Representations(model, views, batch);
        Map<Task, List<? extends Answer>> answers = answers(questions, targets, representations);
        List<SampleAnswer> collected = new ArrayList<>();
        int next = 0;
        for (Outcome<Target> place : placed) {
            collected.add(
                    place.succeeded()
                            ? collect(questions, answers, representations, next++)
                            : SampleAnswer.failed(place.problem().code().wireName() + ": "
                                    + place.problem().message()));
        }
        return collected;
    }

    /** By task, one answer per target; tags come with captions, which they steer. */
    private Map<Task, List<? extends Answer>> answers(
            SampleQuestions questions, List<Target> targets, Representations representations) {
        Map<Task, List<? extends Answer>> answers = new EnumMap<>(Task.class);
        if (questions.ask(Task.TAGS) || questions.ask(Task.CAPTION)) {
            List<RegionRepresentation> seen = representations.of(targets, Task.TAGS);
            answers.put(
                    Task.TAGS,
                    representations.time(
                            Stage.TAGS,
                            () -> decode(seen, piece -> model.tagDecoder().decode(piece, 0))));
        }
        if (questions.ask(Task.CATEGORY)) {
            List<RegionRepresentation> seen = representations.of(targets, Task.CATEGORY);
            answers.put(
                    Task.CATEGORY,
                    representations.time(
                            Stage.CATEGORY,
                            () -> decode(
                                    seen,
                                    piece -> model.contrastiveDecoder().categories(piece, questions.categories()))));
        }
        if (questions.ask(Task.ATTRIBUTES)) {
            List<RegionRepresentation> seen = representations.of(targets, Task.ATTRIBUTES);
            answers.put(
                    Task.ATTRIBUTES,
                    representations.time(
                            Stage.ATTRIBUTES,
                            () -> decode(
                                    seen,
                                    piece -> model.contrastiveDecoder().attributes(piece, questions.attributes()))));
        }
        if (questions.ask(Task.CAPTION)) {
            List<RegionRepresentation> seen = representations.of(targets, Task.CAPTION);
            answers.put(Task.CAPTION, representations.time(Stage.CAPTION, () -> captions(questions, answers, seen)));
        }
        return answers;
    }

    private static <A extends Answer> List<A> decode(
            List<RegionRepresentation> representations, Function<List<RegionRepresentation>, List<A>> decoder) {
        List<A> answers = new ArrayList<>();
        Representations.pieces(representations).forEach(piece -> answers.addAll(decoder.apply(piece)));
        return answers;
    }

    private List<Answer> captions(
            SampleQuestions questions, Map<Task, List<? extends Answer>> answers, List<RegionRepresentation> targets) {
        List<ControlWords> controls = answers.getOrDefault(Task.TAGS, List.of()).stream()
                .map(answer -> controls((Answer.Tags) answer, threshold(questions)))
                .toList();
        List<Answer> captions = new ArrayList<>();
        for (List<RegionRepresentation> piece : Representations.pieces(targets)) {
            int start = captions.size();
            captions.addAll(model.captionDecoder()
                    .decode(piece, controls.subList(start, start + piece.size()), questions.caption()));
        }
        return captions;
    }

    private double threshold(SampleQuestions questions) {
        Double asked = questions.tagThreshold();
        return asked == null ? model.card().tagThreshold() : asked;
    }

    /** The tags above the threshold, in vocabulary order, as in the pipeline. */
    private static ControlWords controls(Answer.Tags tags, double threshold) {
        return new ControlWords(tags.tags().stream()
                .filter(tag -> tag.score() > threshold)
                .map(ScoredLabel::name)
                .toList());
    }

    private SampleAnswer collect(
            SampleQuestions questions,
            Map<Task, List<? extends Answer>> answers,
            Representations representations,
            int position) {
        Map<String, List<Double>> seen = new TreeMap<>();
        answers.keySet().forEach(task -> seen.put(task.wireName(), representations.coefficients(task, position)));
        Answer.Caption caption = answer(answers, Task.CAPTION, position, Answer.Caption.class);
        Answer.Category category = answer(answers, Task.CATEGORY, position, Answer.Category.class);
        Answer.Attributes attributes = answer(answers, Task.ATTRIBUTES, position, Answer.Attributes.class);
        Answer.Tags tags = answer(answers, Task.TAGS, position, Answer.Tags.class);
        return new SampleAnswer(
                category == null ? null : scores(questions.categories(), category.categories()),
                attributes == null
                        ? null
                        : scores(
                                questions.attributes().stream()
                                        .map(Attribute::name)
                                        .toList(),
                                attributes.attributes()),
                tags == null ? null : scores(tagVocabulary(), tags.tags()),
                caption == null ? null : caption.caption(),
                caption == null ? null : caption.score(),
                caption == null ? null : caption.controlWords(),
                seen,
                null);
    }

    private static <A extends Answer> @Nullable A answer(
            Map<Task, List<? extends Answer>> answers, Task task, int position, Class<A> type) {
        List<? extends Answer> ofTask = answers.get(task);
        return ofTask == null ? null : type.cast(ofTask.get(position));
    }

    /** In vocabulary order; a tag whose probability is 0 is not among the answers. */
    private static List<Float> scores(List<String> vocabulary, List<ScoredLabel> labels) {
        Map<String, Float> byName = new HashMap<>();
        labels.forEach(label -> byName.put(label.name(), (float) label.score()));
        return vocabulary.stream().map(word -> byName.getOrDefault(word, 0f)).toList();
    }
}
