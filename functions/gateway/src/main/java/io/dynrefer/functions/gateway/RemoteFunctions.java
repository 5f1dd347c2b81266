package io.dynrefer.functions.gateway;

import io.dynrefer.pipeline.DecodeRequest;
import io.dynrefer.pipeline.DecodeResponse;
import io.dynrefer.pipeline.EncodeRequest;
import io.dynrefer.pipeline.EncodeResponse;
import io.dynrefer.pipeline.Functions;
import io.dynrefer.pipeline.ViewsRequest;
import io.dynrefer.pipeline.ViewsResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The functions where they are deployed: views and decoding behind Lambda, encoding behind HTTP. */
final class RemoteFunctions implements Functions, AutoCloseable {
    private final LambdaFunctions lambda;
    private final EncodeClient encode;
    private final RemoteSettings.Names names;
    private final ExecutorService callers;

    /** @param callers most calls to Lambda at once: a thread waits while its function works */
    RemoteFunctions(LambdaFunctions lambda, EncodeClient encode, RemoteSettings.Names names, int callers) {
        this.lambda = lambda;
        this.encode = encode;
        this.names = names;
        this.callers = Executors.newFixedThreadPool(callers);
    }

    @Override
    public CompletionStage<ViewsResponse> views(ViewsRequest request) {
        return CompletableFuture.supplyAsync(() -> lambda.call(names.views(), request, ViewsResponse.class), callers);
    }

    @Override
    public CompletionStage<EncodeResponse> encode(EncodeRequest request) {
        return encode.call(request);
    }

    @Override
    public CompletionStage<DecodeResponse> decode(DecodeRequest request) {
        String function = names.of(request.question().task());
        return CompletableFuture.supplyAsync(() -> lambda.call(function, request, DecodeResponse.class), callers);
    }

    @Override
    public void close() {
        callers.shutdown();
    }
}
