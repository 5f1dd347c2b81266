package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.referring.ReferResponse.ViewUsed;
import io.dynrefer.referring.Vocabulary;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.RegionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A system asked with {@link ReferRequest}s, one or more per image: a server, or the whole pipeline in this process. It
 * tells the scores of a question's categories and attributes, not those of all its tags.
 */
public final class ReferSubject implements Subject {
    /** Regions in one request; a server takes at least as many. */
    private static final int REGIONS_AT_ONCE = 64;

    private final String name;
    private final String identity;
    private final ViewSelection views;
    private final ReferSystem system;

    /** Something that answers a request. */
    @FunctionalInterface
    public interface ReferSystem {
        /**
         * The answer.
         *
         * @throws DynReferException if the whole request is refused
         */
        ReferResponse refer(ReferRequest request);
    }

    /** @param identity which system it is, e.g. its address */
    public ReferSubject(String name, String identity, ViewSelection views, ReferSystem system) {
        this.name = name;
        this.identity = identity;
        this.views = views;
        this.system = system;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return identity + ", views " + ViewChoices.of(views).describe();
    }

    @Override
    public List<String> tagVocabulary() {
        return List.of();
    }

    @Override
    public List<SampleAnswer> answer(SampleQuestions questions, Batch batch) {
        List<SampleAnswer> answers = new ArrayList<>();
        for (AskedImage image : batch.images()) {
            for (int start = 0; start < image.boxes().size(); start += REGIONS_AT_ONCE) {
                List<Box> piece =
                        image.boxes().subList(start, Math.min(image.boxes().size(), start + REGIONS_AT_ONCE));
                answers.addAll(batch.times().time(Stage.SERVER, () -> answer(questions, image.encoded(), piece)));
            }
        }
        return answers;
    }

    private List<SampleAnswer> answer(SampleQuestions questions, EncodedImage image, List<Box> boxes) {
        ReferResponse response;
        try {
            response = system.refer(request(questions, image, boxes));
        } catch (DynReferException e) {
            if (e.code().retryable()) {
                throw e; // the run stops and can be resumed; this is no answer
            }
            return boxes.stream()
                    .map(box -> SampleAnswer.failed(e.code().wireName() + ": " + e.getMessage()))
                    .toList();
        }
        return response.regions().stream()
                .map(region -> sampleAnswer(questions, region))
                .toList();
    }

    private ReferRequest request(SampleQuestions questions, EncodedImage image, List<Box> boxes) {
        Vocabulary vocabulary = new Vocabulary(
                questions.ask(Task.CATEGORY) ? questions.categories() : List.of(),
                questions.ask(Task.ATTRIBUTES)
                        ? questions.attributes().stream()
                                .map(ReferSubject::wireName)
                                .map(Attribute::parse)
                                .toList()
                        : List.of());
        int most =
                Math.max(vocabulary.categories().size(), vocabulary.attributes().size());
        return new ReferRequest(
                image,
                IntStream.range(0, boxes.size())
                        .mapToObj(id -> new ReferRequest.RegionRequest(
                                String.valueOf(id), RegionSpec.of(new BoxRegion(boxes.get(id)))))
                        .toList(),
                questions.tasks(),
                views,
                vocabulary,
                List.of(),
                questions.tagThreshold(),
                most == 0 ? ReferRequest.DEFAULT_TOP_K : most,
                questions.caption());
    }

    private static SampleAnswer sampleAnswer(SampleQuestions questions, RegionAnswer region) {
        Problem problem = region.error();
        if (problem != null) {
            return SampleAnswer.failed(problem.code().wireName() + ": " + problem.message());
        }
        Map<String, List<Double>> seen = new TreeMap<>();
        Map<String, List<ViewUsed>> used = region.views();
        if (used != null) {
            used.forEach((task, views) ->
                    seen.put(task, views.stream().map(ViewUsed::t).toList()));
        }
        ReferResponse.Caption caption = region.caption();
        return new SampleAnswer(
                scores(questions.categories(), region.categories()),
                scores(
                        questions.attributes().stream()
                                .map(ReferSubject::wireName)
                                .toList(),
                        region.attributes()),
                null,
                caption == null ? null : caption.text(),
                caption == null ? null : caption.score(),
                caption == null ? null : caption.controlWords(),
                seen,
                null);
    }

    /** On the wire a type says that a thing has the attribute; what it is goes without. */
    private static String wireName(Attribute attribute) {
        return attribute.relation() == Attribute.Relation.IS
                ? String.join("/", attribute.synonyms())
                : attribute.name();
    }

    private static @Nullable List<Float> scores(List<String> vocabulary, @Nullable List<ScoredLabel> labels) {
        if (labels == null) {
            return null;
        }
        Map<String, Float> byName = new HashMap<>();
        labels.forEach(label -> byName.put(label.name(), (float) label.score()));
        List<Float> scores = new ArrayList<>();
        for (String word : vocabulary) {
            Float score = byName.get(word);
            if (score == null) {
                throw new IllegalStateException("the answer has no score of '" + word + "'");
            }
            scores.add(score);
        }
        return scores;
    }
}
