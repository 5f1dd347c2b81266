package io.dynrefer.evaluation.run;

import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.referring.ReferResponse.ViewUsed;
import io.dynrefer.referring.Vocabulary;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.TaskPrior;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.RegionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A system asked with {@link ReferRequest}s: a model in this process, a server. Both answer as {@code refer} does; a
 * server does not tell the scores of tags that it does not give.
 */
public final class ReferSubject implements Subject {
    /** Regions in one request; a server takes at least as many. */
    private static final int REGIONS_AT_ONCE = 64;

    private final String name;
    private final String identity;
    private final ViewSelection views;
    private final ReferSystem system;
    private final @Nullable RegionModel model; // null: a server

    private ReferSubject(
            String name, String identity, ViewSelection views, ReferSystem system, @Nullable RegionModel model) {
        this.name = name;
        this.identity = identity;
        this.views = views;
        this.system = system;
        this.model = model;
    }

    /** A model in this process that sees as {@code refer} does. */
    public static ReferSubject ofModel(String name, RegionModel model, ViewSelection views) {
        return new ReferSubject(name, identity(model, views.text()), views, ReferSystem.of(model, model.card()), model);
    }

    /** A model in this process that sees what another task prior says. */
    public static ReferSubject ofModel(String name, RegionModel model, TaskPrior prior) {
        return new ReferSubject(
                name,
                identity(model, text(prior)),
                new ViewSelection.ByTask(),
                ReferSystem.of(model, model.card().withTaskPrior(prior)),
                model);
    }

    /** A server. */
    public static ReferSubject ofServer(
            String name, String address, ViewSelection views, Function<ReferRequest, ReferResponse> server) {
        return new ReferSubject(
                name, "server " + address + ", views " + views.text(), views, ReferSystem.of(server), null);
    }

    private static String identity(RegionModel model, String views) {
        return "model " + model.regionEncoder().id() + ", views " + views;
    }

    private static String text(TaskPrior prior) {
        return prior.equals(TaskPrior.all(prior.tags()))
                ? new ViewSelection.Explicit(prior.tags()).text()
                : Stream.of(Task.values())
                        .map(task -> task.wireName() + " " + new ViewSelection.Explicit(prior.views(task)).text())
                        .collect(Collectors.joining("; "));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public List<String> tagVocabulary() {
        return model == null ? List.of() : model.tagDecoder().vocabulary();
    }

    @Override
    public List<SampleAnswer> answer(SampleQuestions questions, ImageBatch batch) {
        List<ReferRequest> requests = new ArrayList<>();
        for (AskedImage image : batch.images()) {
            for (int start = 0; start < image.boxes().size(); start += REGIONS_AT_ONCE) {
                int end = Math.min(image.boxes().size(), start + REGIONS_AT_ONCE);
                requests.add(request(questions, image, image.boxes().subList(start, end)));
            }
        }
        List<Outcome<ReferResponse>> responses = system.refer(requests, batch);
        List<SampleAnswer> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            answers.addAll(answers(questions, requests.get(i), responses.get(i)));
        }
        return answers;
    }

    private ReferRequest request(SampleQuestions questions, AskedImage image, List<Box> boxes) {
        Vocabulary vocabulary = new Vocabulary(
                questions.ask(Task.CATEGORY) ? questions.categories() : List.of(),
                questions.ask(Task.ATTRIBUTES)
                        ? questions.attributes().stream().map(this::asked).toList()
                        : List.of());
        int most =
                Math.max(vocabulary.categories().size(), vocabulary.attributes().size());
        return new ReferRequest(
                image.encoded(),
                IntStream.range(0, boxes.size())
                        .mapToObj(id -> new ReferRequest.RegionRequest(
                                String.valueOf(id), RegionSpec.of(new BoxRegion(boxes.get(id)))))
                        .toList(),
                questions.tasks(),
                views,
                vocabulary,
                List.of(),
                model == null ? questions.tagThreshold() : Double.valueOf(0), // the scores of all tags
                threshold(questions),
                most == 0 ? ReferRequest.DEFAULT_TOP_K : most,
                questions.caption());
    }

    private @Nullable Double threshold(SampleQuestions questions) {
        Double asked = questions.tagThreshold();
        return asked == null && model != null ? Double.valueOf(model.card().tagThreshold()) : asked;
    }

    private List<SampleAnswer> answers(
            SampleQuestions questions, ReferRequest request, Outcome<ReferResponse> response) {
        if (response.succeeded()) {
            return response.orThrow().regions().stream()
                    .map(region -> answer(questions, region))
                    .toList();
        }
        Problem problem = response.problem();
        if (problem.code().retryable()) {
            throw problem.toException(); // the run stops and can be resumed; this is no answer
        }
        return request.regions().stream().map(region -> failed(problem)).toList();
    }

    private static SampleAnswer failed(Problem problem) {
        return SampleAnswer.failed(problem.code().wireName() + ": " + problem.message());
    }

    private SampleAnswer answer(SampleQuestions questions, RegionAnswer region) {
        Problem problem = region.error();
        if (problem != null) {
            return failed(problem);
        }
        ReferResponse.Caption caption = region.caption();
        List<ScoredLabel> categories = region.categories();
        List<ScoredLabel> tags = region.tags();
        return new SampleAnswer(
                scores(questions.categories(), categories),
                categories == null ? null : categories.get(0).probability(),
                region.known(),
                scores(
                        questions.attributes().stream()
                                .map(this::asked)
                                .map(Attribute::name)
                                .toList(),
                        region.attributes()),
                tags == null || model == null ? null : tagScores(tags),
                caption == null ? null : caption.text(),
                caption == null ? null : caption.score(),
                caption == null ? null : caption.controlWords(),
                seen(Objects.requireNonNull(region.views())),
                null);
    }

    private static Map<String, List<Double>> seen(Map<String, List<ViewUsed>> used) {
        Map<String, List<Double>> seen = new TreeMap<>();
        used.forEach(
                (task, views) -> seen.put(task, views.stream().map(ViewUsed::t).toList()));
        return seen;
    }

    /** On the wire a type says that a thing has the attribute; what it is goes without. */
    private Attribute asked(Attribute attribute) {
        return model == null && attribute.relation() == Attribute.Relation.IS
                ? new Attribute("", attribute.synonyms(), attribute.relation())
                : attribute;
    }

    /** In vocabulary order; a tag whose probability is 0 is not among the answers. */
    private List<Float> tagScores(List<ScoredLabel> labels) {
        Map<String, Float> byName = byName(labels);
        return tagVocabulary().stream().map(tag -> byName.getOrDefault(tag, 0f)).toList();
    }

    private static @Nullable List<Float> scores(List<String> vocabulary, @Nullable List<ScoredLabel> labels) {
        if (labels == null) {
            return null;
        }
        Map<String, Float> byName = byName(labels);
        return vocabulary.stream()
                .map(word ->
                        Objects.requireNonNull(byName.get(word), () -> "the answer has no score of '" + word + "'"))
                .toList();
    }

    private static Map<String, Float> byName(List<ScoredLabel> labels) {
        Map<String, Float> byName = new HashMap<>();
        labels.forEach(label -> byName.put(label.name(), (float) label.score()));
        return byName;
    }
}
