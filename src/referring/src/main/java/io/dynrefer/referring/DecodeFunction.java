package io.dynrefer.referring;

import io.dynrefer.referring.TaskDecoder.Asked;
import io.dynrefer.region.Answer;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.Deadline;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.Task;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decoding for one task: region representations to answers. Enforces selective referring: a representation built from
 * other views than the task may use is refused, whoever asks.
 */
public final class DecodeFunction {
    /** Batches decoded at once: one for every two processors, since the engine computes with several threads itself. */
    private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Artefacts artefacts;
    private final String model;
    private final TaskDecoder decoder;
    private final int batch;
    private final Gathering<Question, Asked, Answer> together; // calls of several requests

    /** @param model id of the model whose decoder this is; a representation of another model is refused */
    public DecodeFunction(Artefacts artefacts, String model, TaskDecoder decoder, BatchSizes batches) {
        this.artefacts = artefacts;
        this.model = model;
        this.decoder = decoder;
        this.batch = decoder.batch(batches);
        this.together = new Gathering<>(batch, LANES, decoder::answers);
    }

    /** The task this function answers. */
    public Task task() {
        return decoder.task();
    }

    /** Answers each item, from the store where the same question was answered before. */
    public Decode.Response handle(Decode.Request request) {
        return handleAll(request.question(), List.of(request)).get(0);
    }

    /**
     * Answers several requests that ask this question, from shared batches, until the last of them has no time left.
     */
    List<Decode.Response> handleAll(Question question, List<Decode.Request> requests) {
        return Deadline.during(
                Deadline.latest(requests.stream().map(Decode.Request::deadline).toList()),
                () -> decode(question, requests));
    }

    private List<Decode.Response> decode(Question question, List<Decode.Request> requests) {
        if (question.task() != task()) {
            throw DynReferException.invalid(
                    "question.task",
                    "This function answers " + task().wireName() + ", not "
                            + question.task().wireName() + ".");
        }
        if (question instanceof Question.Category category
                && !category.examples().isEmpty()) {
            return requests.stream()
                    .map(request -> byExample(category, request))
                    .toList();
        }
        Recall<Decode.Item, Answer> answers = Recall.of(
                requests.stream().flatMap(request -> request.items().stream()).toList(),
                memo(question),
                item -> new Asked(representation(item), item.controls()),
                batch,
                piece -> together.apply(question, piece));
        return requests.stream().map(request -> response(request, answers)).toList();
    }

    /**
     * What examples say is not kept: it is made of other photos than the one asked about, which may be forgotten, and
     * costs next to nothing.
     */
    private Decode.Response byExample(Question.Category question, Decode.Request request) {
        Map<String, List<RegionRepresentation>> examples = new TreeMap<>(); // warnings come in one order
        question.examples()
                .forEach((name, shown) -> examples.put(
                        name, shown.stream().map(this::representation).toList()));
        Set<String> warnings = new LinkedHashSet<>();
        Recall<Decode.Item, Answer> answers =
                Recall.of(request.items(), Memo.none(), this::representation, batch, regions -> {
                    ContrastiveDecoder.ByExample found = decoder.byExample(question.vocabulary(), examples, regions);
                    warnings.addAll(found.warnings());
                    return found.answers();
                });
        return new Decode.Response(
                model, 0, request.items().stream().map(answers::get).toList(), List.copyOf(warnings));
    }

    private Decode.Response response(Decode.Request request, Recall<Decode.Item, Answer> answers) {
        long found = request.items().stream()
                .distinct()
                .filter(item -> !answers.computed(item) && answers.get(item).succeeded())
                .count();
        return new Decode.Response(
                model, (int) found, request.items().stream().map(answers::get).toList());
    }

    /** An answer that lies there needs no look at the representation whose key says that its views are permitted. */
    private Memo<Decode.Item, Answer> memo(Question question) {
        Memo<Decode.Item, Answer> stored = Memo.in(artefacts, StoredForms.ANSWER, item -> answerKey(question, item));
        return new Memo<>(item -> isPermitted(item) ? stored.find().apply(item) : Optional.empty(), stored.put());
    }

    private static boolean isPermitted(Decode.Item item) {
        return StoreKeys.isOfViews(new BlobKey(item.representation()), item.permittedViews());
    }

    private RegionRepresentation representation(Decode.Item item) {
        BlobKey key = new BlobKey(item.representation());
        RegionRepresentation representation = artefacts.require(
                StoredForms.representation(model), key, "region representation", "the encode function puts it there");
        if (!representation.coefficients().equals(item.permittedViews())) {
            throw new DynReferException(
                    ErrorCode.VIEWS_NOT_PERMITTED,
                    "permitted_views",
                    "The representation was built from the views " + representation.coefficients() + ", but "
                            + task().wireName() + " may use " + item.permittedViews() + " only, in this order.");
        }
        return representation;
    }

    private BlobKey answerKey(Question question, Decode.Item item) {
        record Inputs(Question question, String representation, ControlWords controls) {}
        return StoreKeys.answer(
                model,
                task(),
                new BlobKey(item.representation()),
                Json.write(new Inputs(question, item.representation(), item.controls())));
    }
}
