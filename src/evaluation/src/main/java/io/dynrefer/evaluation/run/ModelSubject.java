package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Encoding;
import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.referring.Encoding.Look;
import io.dynrefer.referring.Memo;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Question;
import io.dynrefer.referring.Recall;
import io.dynrefer.referring.TaskDecoder;
import io.dynrefer.referring.TaskDecoder.Asked;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewEmbedding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model in this process, asked through the steps of a request over memos in memory, so that a batch's crops are
 * encoded once for all regions, tasks and models. Its answers are the gateway's (a test compares them), with the scores
 * of the whole vocabularies.
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
        Map<Task, List<Look>> looks = new EnumMap<>(Task.class);
        Map<Task, List<? extends Answer>> answers = answers(questions, targets, batch, looks);
        List<SampleAnswer> collected = new ArrayList<>();
        int next = 0;
        for (Outcome<Target> place : placed) {
            collected.add(
                    place.succeeded()
                            ? collect(questions, answers, looks, next++)
                            : SampleAnswer.failed(place.problem().code().wireName() + ": "
                                    + place.problem().message()));
        }
        return collected;
    }

    /**
     * By task, one answer per target; tags come with captions, which they steer.
     *
     * @param looks gets what each task has seen
     */
    private Map<Task, List<? extends Answer>> answers(
            SampleQuestions questions, List<Target> targets, Batch batch, Map<Task, List<Look>> looks) {
        Memo<Look, RegionRepresentation> memo = Memo.inMemory();
        Map<Task, List<? extends Answer>> answers = new EnumMap<>(Task.class);
        for (Task task : Task.values()) { // tags before captions
            if (questions.ask(task) || (task == Task.TAGS && questions.ask(Task.CAPTION))) {
                List<Look> seen = batch.times().time(Stage.VIEWS, () -> looks(targets, task));
                looks.put(task, seen);
                List<Asked> asked = asked(questions, represent(batch, seen, memo), answers.get(Task.TAGS));
                TaskDecoder decoder = TaskDecoder.of(task, model);
                answers.put(
                        task,
                        batch.times()
                                .time(
                                        Stage.of(task),
                                        () -> BatchSizes.<Asked, Answer>inBatches(
                                                decoder.batch(Batch.SIZES),
                                                asked,
                                                piece -> decoder.answers(question(task, questions), piece))));
            }
        }
        return answers;
    }

    private List<Look> looks(List<Target> targets, Task task) {
        return targets.stream()
                .map(target -> target.look(
                        views.coefficients(target.region(), task, model.card().viewCount()),
                        model.card().viewSize()))
                .toList();
    }

    private List<RegionRepresentation> represent(Batch batch, List<Look> looks, Memo<Look, RegionRepresentation> memo) {
        List<Crop> crops = looks.stream()
                .filter(look -> memo.find(look).isEmpty())
                .flatMap(look -> look.crops().stream())
                .toList();
        Recall<Crop, ViewEmbedding> embedded = batch.embed(model.imageEncoder(), crops);
        Recall<Look, RegionRepresentation> represented = batch.times()
                .time(
                        Stage.REGION_ENCODER,
                        () -> Encoding.represent(looks, model.regionEncoder(), Batch.SIZES, memo, embedded));
        return looks.stream().map(look -> represented.get(look).orThrow()).toList();
    }

    private List<Asked> asked(
            SampleQuestions questions, List<RegionRepresentation> regions, @Nullable List<? extends Answer> tags) {
        return IntStream.range(0, regions.size())
                .mapToObj(i -> new Asked(
                        regions.get(i),
                        tags == null ? ControlWords.NONE : controls((Answer.Tags) tags.get(i), threshold(questions))))
                .toList();
    }

    /** What is asked with the scores of whole vocabularies: of all tags, too. */
    private static Question question(Task task, SampleQuestions questions) {
        return switch (task) {
            case TAGS -> new Question.Tags(0);
            case CATEGORY -> new Question.Category(questions.categories());
            case ATTRIBUTES -> new Question.Attributes(questions.attributes());
            case CAPTION -> new Question.Caption(questions.caption());
        };
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
            Map<Task, List<Look>> looks,
            int position) {
        Map<String, List<Double>> seen = new TreeMap<>();
        looks.forEach(
                (task, of) -> seen.put(task.wireName(), of.get(position).views().coefficients()));
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
