package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.Task;
import io.dynrefer.store.AnswerCodec;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.RepresentationCodec;
import io.dynrefer.store.StoreKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decoding for one task: region representations to answers. Enforces selective referring: a representation built from
 * other views than the task may use is refused, whoever asks.
 */
public final class DecodeFunction {
    private final BlobStore store;
    private final String model;
    private final TaskDecoder decoder;
    private final Batches batches;

    /**
     * @param model id of the model whose decoder this is; a representation of another model is refused
     * @param batchSize most regions in one forward pass; at least 1
     */
    public DecodeFunction(BlobStore store, String model, TaskDecoder decoder, int batchSize) {
        this.store = store;
        this.model = model;
        this.decoder = decoder;
        this.batches = new Batches(batchSize);
    }

    /** What an answer that is not in the store is computed from, and where it goes. */
    private record Missing(BlobKey key, RegionRepresentation representation) {}

    /** The task this function answers. */
    public Task task() {
        return decoder.task();
    }

    /** Answers each item, from the store where the same question was answered before. */
    public Decode.Response handle(Decode.Request request) {
        if (request.question().task() != task()) {
            throw DynReferException.invalid(
                    "question.task",
                    "This function answers " + task().wireName() + ", not "
                            + request.question().task().wireName() + ".");
        }
        Map<Decode.Item, Outcome<Answer>> answers = new LinkedHashMap<>();
        Map<Decode.Item, Missing> missing = new LinkedHashMap<>();
        for (Decode.Item item : request.items()) {
            Outcome<Optional<Answer>> found = Outcome.attempt(() -> {
                RegionRepresentation representation = representation(item);
                BlobKey key = answerKey(request.question(), item);
                Optional<Answer> stored = store.find(key).map(bytes -> AnswerCodec.decode(key, bytes));
                if (stored.isEmpty()) {
                    missing.put(item, new Missing(key, representation));
                }
                return stored;
            });
            if (!found.succeeded()) {
                answers.put(item, Outcome.failed(found.problem()));
            } else {
                found.orThrow().ifPresent(answer -> answers.put(item, Outcome.of(answer)));
            }
        }
        int answersFound =
                (int) answers.values().stream().filter(Outcome::succeeded).count();
        answers.putAll(compute(request.question(), missing));
        return new Decode.Response(
                model, answersFound, request.items().stream().map(answers::get).toList());
    }

    private Map<Decode.Item, Outcome<Answer>> compute(Question question, Map<Decode.Item, Missing> missing) {
        List<Map.Entry<Decode.Item, Missing>> entries = new ArrayList<>(missing.entrySet());
        List<Answer> computed = batches.map(entries, piece -> decode(question, piece));
        Map<Decode.Item, Outcome<Answer>> answers = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Map.Entry<Decode.Item, Missing> entry = entries.get(i);
            Answer answer = computed.get(i);
            store.putIfAbsent(entry.getValue().key(), AnswerCodec.encode(answer));
            answers.put(entry.getKey(), Outcome.of(answer));
        }
        return answers;
    }

    private List<Answer> decode(Question question, List<Map.Entry<Decode.Item, Missing>> piece) {
        List<RegionRepresentation> representations =
                piece.stream().map(entry -> entry.getValue().representation()).toList();
        List<ControlWords> controls =
                piece.stream().map(entry -> entry.getKey().controls()).toList();
        return List.copyOf(decoder.decode(question, representations, controls));
    }

    private RegionRepresentation representation(Decode.Item item) {
        BlobKey key = new BlobKey(item.representation());
        byte[] bytes = StoredBlobs.require(store, key, "region representation", "the encode function puts it there");
        RegionRepresentation representation = RepresentationCodec.decode(key, model, bytes);
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
                model, task(), Json.write(new Inputs(question, item.representation(), item.controls())));
    }
}
