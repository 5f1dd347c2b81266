package io.dynrefer.referring;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.Task;
import io.dynrefer.store.Artefacts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** All functions in this process, on an executor: the one-machine mode. */
public final class LocalFunctions implements Views, Encode, Decode, Propose {
    private final ViewsFunction views;
    private final EncodeFunction encode;
    private final Map<Task, DecodeFunction> decode;
    private final ProposeFunction propose;
    private final Executor executor;

    public LocalFunctions(
            ViewsFunction views,
            EncodeFunction encode,
            Map<Task, DecodeFunction> decode,
            ProposeFunction propose,
            Executor executor) {
        this.views = views;
        this.encode = encode;
        this.decode = Map.copyOf(decode);
        this.propose = propose;
        this.executor = executor;
    }

    /**
     * The steps of an opened model.
     *
     * @param tasks those for which it has decoders
     */
    public static LocalFunctions of(
            RegionModel model,
            Set<Task> tasks,
            Artefacts artefacts,
            Images images,
            BatchSizes batches,
            Executor executor) {
        Crops crops = Crops.cut(artefacts, images);
        Map<Task, DecodeFunction> decode = new EnumMap<>(Task.class);
        for (Task task : tasks) {
            decode.put(task, new DecodeFunction(artefacts, model.id(), TaskDecoder.of(task, model), batches));
        }
        return new LocalFunctions(
                new ViewsFunction(artefacts, images, crops),
                new EncodeFunction(artefacts, model.imageEncoder(), model.regionEncoder(), batches, crops),
                decode,
                new ProposeFunction(artefacts, images, model.boxProposer()),
                executor);
    }

    @Override
    public CompletionStage<Views.Response> views(Views.Request request) {
        return run(() -> views.handle(request));
    }

    @Override
    public CompletionStage<Encode.Response> encode(Encode.Request request) {
        return run(() -> encode.handle(request));
    }

    @Override
    public boolean cutsCrops() {
        return true;
    }

    @Override
    public CompletionStage<Decode.Response> decode(Decode.Request request) {
        DecodeFunction function = function(request.question());
        return run(() -> function.handle(request));
    }

    @Override
    public CompletionStage<Propose.Response> propose(Propose.Request request) {
        return run(() -> propose.handle(request));
    }

    /** As {@link EncodeFunction#handleAll}, in this thread. */
    public List<Encode.Response> encodeAll(List<Encode.Request> requests) {
        return encode.handleAll(requests);
    }

    /** The responses to requests that ask the same question, from shared batches, in this thread. */
    List<Decode.Response> decodeAll(Question question, List<Decode.Request> requests) {
        return function(question).handleAll(question, requests);
    }

    private DecodeFunction function(Question question) {
        DecodeFunction function = decode.get(question.task());
        if (function == null) {
            throw DynReferException.invalid(
                    "tasks", "This server has no decoder for " + question.task().wireName() + ".");
        }
        return function;
    }

    private <T> CompletionStage<T> run(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }
}
