package io.dynrefer.functions.remote;

import io.dynrefer.referring.DecodeRequest;
import io.dynrefer.referring.DecodeResponse;
import io.dynrefer.referring.ViewsRequest;
import io.dynrefer.referring.ViewsResponse;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The functions that run behind Lambda, called under the names of the settings. */
@Singleton
public final class LambdaCalls {
    private final LambdaFunctions lambda;
    private final FunctionNames names;
    private final ExecutorService callers; // A thread waits while its function works.

    LambdaCalls(LambdaClient client, LambdaSettings settings, FunctionNames names) {
        this.lambda = new LambdaFunctions(client);
        this.names = names;
        this.callers = Executors.newFixedThreadPool(settings.connections());
    }

    /** Calls the views function. */
    public CompletionStage<ViewsResponse> views(ViewsRequest request) {
        return CompletableFuture.supplyAsync(() -> lambda.call(names.views(), request, ViewsResponse.class), callers);
    }

    /** Calls the decode function of the question's task. */
    public CompletionStage<DecodeResponse> decode(DecodeRequest request) {
        String function = names.of(request.question().task());
        return CompletableFuture.supplyAsync(() -> lambda.call(function, request, DecodeResponse.class), callers);
    }

    @PreDestroy
    void stop() {
        callers.shutdown();
    }
}
