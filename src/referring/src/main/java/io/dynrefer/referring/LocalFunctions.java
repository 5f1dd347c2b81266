package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** All functions in this process, on an executor: the one-machine mode. */
public final class LocalFunctions implements Views, Encode, Decode {
    private final ViewsFunction views;
    private final EncodeFunction encode;
    private final Map<Task, DecodeFunction> decode;
    private final Executor executor;

    public LocalFunctions(
            ViewsFunction views, EncodeFunction encode, Map<Task, DecodeFunction> decode, Executor executor) {
        this.views = views;
        this.encode = encode;
        this.decode = Map.copyOf(decode);
        this.executor = executor;
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
        Task task = request.question().task();
        DecodeFunction function = decode.get(task);
        if (function == null) {
            throw DynReferException.invalid("tasks", "This server has no decoder for " + task.wireName() + ".");
        }
        return run(() -> function.handle(request));
    }

    private <T> CompletionStage<T> run(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }
}
