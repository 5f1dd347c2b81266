package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Task;
import io.dynrefer.views.image.ImageHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the functions: views, then encoding, then decoding, each called once for all regions.
 * A region that fails leaves the run and the others go on; a step's stage fails when no region is left.
 */
public final class Referring {
    private final ReferRequest request;
    private final Plan plan;
    private final Exemplars exemplars;
    private final ImageHeader image;
    private final List<Target> targets;
    private final List<String> given; // warnings about image and regions
    private final ModelCard model;
    private final Timings timings;
    private final ReferListener listener;
    private final Runnable letGo; // the pixels are no longer needed; may be said twice
    private final @Nullable Long deadline;
    private final Set<Target> reported = new HashSet<>(); // regions whose error the listener has heard
    private Views.Response viewsResponse = new Views.Response(List.of());
    private final List<String> doubts = new ArrayList<>(); // about the examples
    private int embeddingsComputed;
    private int embeddingsFound;
    private int representationsFound;
    private int representationsComputed;
    private int answersFound;

    Referring(
            ReferRequest request,
            Plan plan,
            Exemplars exemplars,
            ImageHeader image,
            List<Target> targets,
            List<String> warnings,
            ModelCard model,
            Timings timings,
            ReferListener listener,
            Runnable letGo,
            @Nullable Long deadline) {
        this.request = request;
        this.plan = plan;
        this.exemplars = exemplars;
        this.image = image;
        this.targets = targets;
        this.given = List.copyOf(warnings);
        this.model = model;
        this.timings = timings;
        this.listener = listener;
        this.letGo = letGo;
        this.deadline = deadline;
        reportErrors();
    }

    /** The first step: every region has its views or its error, and the image is let go. */
    public CompletionStage<Void> views(Views function) {
        return findViews(function).whenComplete((done, failure) -> letGo.run());
    }

    private CompletionStage<Void> findViews(Views function) {
        List<Target> alive = alive();
        List<Views.Item> items = new ArrayList<>();
        for (Target target : alive) {
            for (Referral referral : plan.referrals()) {
                items.add(new Views.Item(target.region(), referral.selection()));
            }
        }
        Views.Request message =
                new Views.Request(request.image().digest(), model.viewCount(), model.viewSize(), items, deadline);
        return timings.timeStage("views", () -> function.views(message)).thenAccept(response -> {
            viewsResponse = response;
            distribute(alive, response.items(), Target::add);
        });
    }

    /** The images that it is about, and that its examples are in. */
    Set<ImageDigest> images() {
        Set<ImageDigest> images = Exemplars.images(request);
        images.add(request.image().digest());
        return images;
    }

    /** What the views function answered. */
    public Views.Response viewsResponse() {
        return viewsResponse;
    }

    /** What the encode function has to be asked once the views are known. */
    public Encode.Request encodeRequest() {
        List<NestedViews> items = new ArrayList<>();
        for (Target target : alive()) {
            for (int referral = 0; referral < plan.referrals().size(); referral++) {
                items.add(target.views(referral));
            }
        }
        return new Encode.Request(request.image().digest(), items, deadline);
    }

    /** The second step: every region has its representations or its error. */
    private CompletionStage<Void> encode(Encode function) {
        List<Target> alive = alive();
        Encode.Request message = encodeRequest();
        return timings.timeStage("encode", () -> function.encode(message)).thenAccept(response -> {
            requireOwn(model, response);
            embeddingsComputed = response.embeddingsComputed();
            embeddingsFound = response.embeddingsFound();
            distribute(alive, response.items(), this::encoded);
        });
    }

    /**
     * What another model's encoder made must not be answered with this one's thresholds and under its name.
     *
     * @throws DynReferException retryable, for then one of the two is about to be replaced
     */
    static void requireOwn(ModelCard model, Encode.Response response) {
        if (!ModelCard.isPart(model.id(), response.model())) {
            throw new DynReferException(
                    ErrorCode.NOT_READY,
                    "model",
                    "A release is under way: the encoder has the model " + response.model() + ", this part "
                            + model.id() + "; try again soon.");
        }
    }

    private void encoded(Target target, Encode.Encoded encoded) {
        target.addRepresentation(encoded.representation());
        if (encoded.found()) {
            representationsFound++;
        } else {
            representationsComputed++;
        }
    }

    /** The last step: every region has its answers or its error. */
    private CompletionStage<Void> decode(Decode function) {
        return decodeAllBut(Task.CAPTION, function)
                .thenCombine(decodeNames(function), (others, names) -> others)
                .thenCompose(done -> plan.runs(Task.CAPTION) ? decode(Task.CAPTION, function) : nothing())
                .thenRun(() -> Target.requireOneAlive(targets));
    }

    /** Every step, and then the whole answer. */
    public CompletionStage<ReferResponse> answer(Views views, Encode encode, Decode decode) {
        return see(views, encode).thenCompose(done -> answer(encode, decode));
    }

    /** The first step where this encoder comes next, which may need the image still; before it, all of the examples. */
    CompletionStage<Void> see(Views views, Encode encode) {
        return exemplars
                .represent(views, encode)
                .thenCompose(done -> findViews(views))
                .whenComplete((done, failure) -> {
                    if (failure != null || !encode.cutsCrops()) {
                        letGo.run();
                    }
                });
    }

    /** Every step but the first, which was made. */
    CompletionStage<ReferResponse> answer(Encode encode, Decode decode) {
        return encode(encode)
                .whenComplete((done, failure) -> letGo.run())
                .thenCompose(done -> decode(decode))
                .thenApply(done -> answer());
    }

    private ReferResponse answer() {
        return new ReferResponse(
                new ReferResponse.Model(model.id(), model.preset(), model.trained()),
                describe(),
                defaultVocabulary(),
                targets.stream()
                        .map(target -> target.answer(plan, request.topK()))
                        .toList(),
                new ReferResponse.Cache(
                        embeddingsComputed,
                        embeddingsFound,
                        representationsComputed,
                        representationsFound,
                        answersFound),
                warnings(),
                timings.snapshot());
    }

    /** The views it would be answered from, after the first step. */
    ViewsExplanation explanation() {
        return new ViewsExplanation(
                describe(),
                targets.stream().map(target -> target.explanation(plan)).toList(),
                timings.snapshot());
    }

    private ReferResponse.Image describe() {
        return new ReferResponse.Image(
                request.image().digest(),
                image.format().wireName(),
                image.size().width(),
                image.size().height(),
                image.orientation().wireName());
    }

    /** The model's words that stood in for the request's. */
    private ReferResponse.@Nullable DefaultVocabulary defaultVocabulary() {
        ModelCard.Words words = model.words();
        boolean categories = plan.requested().contains(Task.CATEGORY)
                && request.vocabulary().categories().isEmpty();
        boolean attributes = plan.requested().contains(Task.ATTRIBUTES)
                && request.vocabulary().attributes().isEmpty();
        return words == null || !(categories || attributes)
                ? null
                : new ReferResponse.DefaultVocabulary(
                        words.name(), categories ? words.categories() : null, attributes ? words.attributes() : null);
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(given);
        if (plan.requested().contains(Task.CATEGORY) || plan.requested().contains(Task.ATTRIBUTES)) {
            warnings.addAll(request.vocabulary().warnings());
        }
        warnings.addAll(doubts);
        if (!model.trained()) {
            warnings.add("The weights of '" + model.preset()
                    + "' are untrained random numbers: this answer shows that the system works and says nothing about the"
                    + " image.");
        }
        return warnings;
    }

    /** Hands each target its outcomes, one per referral of the plan, in order. */
    private <T> void distribute(List<Target> alive, List<Outcome<T>> outcomes, BiConsumer<Target, T> accept) {
        int perTarget = plan.referrals().size();
        requireOnePer(alive.size() * perTarget, outcomes);
        for (int i = 0; i < outcomes.size(); i++) {
            deliver(alive.get(i / perTarget), outcomes.get(i), accept);
        }
        reportErrors();
        Target.requireOneAlive(targets);
    }

    private static void requireOnePer(int asked, List<?> outcomes) {
        if (outcomes.size() != asked) {
            throw new IllegalStateException("asked for " + asked + " items, got " + outcomes.size());
        }
    }

    private static <T> void deliver(Target target, Outcome<T> outcome, BiConsumer<Target, T> accept) {
        if (outcome.succeeded()) {
            accept.accept(target, outcome.orThrow());
        } else {
            target.fail(outcome.problem());
        }
    }

    private CompletionStage<Void> decodeAllBut(Task excluded, Decode function) {
        return CompletableFuture.allOf(Arrays.stream(Task.values())
                .filter(task -> task != excluded && asks(task))
                .map(task -> decode(task, function).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Whether the task's own question is asked: a category that only steers is asked for in the model's words. */
    private boolean asks(Task task) {
        return plan.runs(task) && (task != Task.CATEGORY || plan.requested().contains(task));
    }

    /** What the model calls the regions, where that steers captions; known already if the request brings no words. */
    private CompletionStage<Void> decodeNames(Decode function) {
        List<Target> alive = alive();
        boolean steers = plan.captionSteering() == Plan.CaptionSteering.PREDICTED_NAME_AND_TAGS;
        if (!steers || (asks(Task.CATEGORY) && inOwnWords()) || alive.isEmpty()) {
            return nothing();
        }
        return decode(new Question.Category(List.of()), alive, function).thenAccept(response -> named(alive, response));
    }

    private boolean inOwnWords() {
        return request.vocabulary().categories().isEmpty();
    }

    private synchronized void named(List<Target> alive, Decode.Response response) {
        requireOnePer(alive.size(), response.items());
        for (int i = 0; i < alive.size(); i++) {
            deliver(alive.get(i), response.items().get(i), Target::name);
        }
        reportErrors();
    }

    private CompletionStage<Void> decode(Task task, Decode function) {
        List<Target> alive = alive();
        if (alive.isEmpty()) {
            return nothing();
        }
        return decode(question(task), alive, function).thenAccept(response -> decoded(task, alive, response));
    }

    private CompletionStage<Decode.Response> decode(Question question, List<Target> alive, Decode function) {
        Task task = question.task();
        int referral = plan.referralOf(task);
        List<Decode.Item> items = alive.stream()
                .map(target -> target.item(referral, controls(task, target)))
                .toList();
        Decode.Request message = new Decode.Request(question, items, deadline);
        return timings.timeStage(task.wireName(), () -> function.decode(message));
    }

    /** Answers of several tasks may arrive at once. */
    private synchronized void decoded(Task task, List<Target> alive, Decode.Response response) {
        requireOnePer(alive.size(), response.items());
        answersFound += response.answersFound();
        doubts.addAll(response.warnings());
        for (int i = 0; i < alive.size(); i++) {
            Outcome<Answer> outcome = response.items().get(i);
            deliver(alive.get(i), outcome, (target, answer) -> {
                target.put(request.vocabulary().labelled(answer));
                if (task == Task.CATEGORY && inOwnWords()) {
                    target.name(answer);
                }
            });
        }
        reportErrors();
        if (plan.requested().contains(task)) {
            alive.stream()
                    .filter(Target::alive)
                    .forEach(target -> listener.known(target.answer(plan.only(task), request.topK())));
        }
    }

    private void reportErrors() {
        for (Target target : targets) {
            if (!target.alive() && reported.add(target)) {
                listener.known(target.answer(plan, request.topK()));
            }
        }
    }

    private ControlWords controls(Task task, Target target) {
        if (task != Task.CAPTION) {
            return ControlWords.NONE;
        }
        return switch (plan.captionSteering()) {
            case NOT_NEEDED -> ControlWords.NONE;
            case CALLERS_WORDS -> new ControlWords(request.controls());
            case PREDICTED_TAGS, PREDICTED_NAME_AND_TAGS ->
                target.predictedControls(Objects.requireNonNullElse(model.namingThreshold(), 1.0), steeringThreshold());
        };
    }

    private double steeringThreshold() {
        return request.steeringThreshold() == null ? tagThreshold() : request.steeringThreshold();
    }

    private double tagThreshold() {
        return request.tagThreshold() == null ? model.tagThreshold() : request.tagThreshold();
    }

    private Question question(Task task) {
        return switch (task) {
            case TAGS -> new Question.Tags(tagThreshold());
            case CATEGORY -> new Question.Category(request.vocabulary().categories(), exemplars.represented());
            case ATTRIBUTES -> new Question.Attributes(request.vocabulary().attributes());
            case CAPTION -> new Question.Caption(request.caption());
        };
    }

    private List<Target> alive() {
        return targets.stream().filter(Target::alive).toList();
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
