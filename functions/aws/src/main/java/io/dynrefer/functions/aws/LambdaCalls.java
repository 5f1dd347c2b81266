package io.dynrefer.functions.aws;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.referring.Decode;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Views;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * The functions that run behind Lambda, called under the names of the settings. Their envelopes are opened: refusals
 * come back as the exceptions they were.
 */
@Singleton
public final class LambdaCalls implements Views, Decode {
    private static final ObjectMapper MAPPER = Json.mapper();

    private final LambdaClient lambda;
    private final FunctionNames names;
    private final ExecutorService callers; // A thread waits while its function works.

    LambdaCalls(LambdaClient lambda, LambdaSettings settings, FunctionNames names) {
        this.lambda = lambda;
        this.names = names;
        this.callers = Executors.newFixedThreadPool(settings.connections(), LambdaCalls::thread);
    }

    /** A function's process that ends must not be kept by those who wait for other functions. */
    private static Thread thread(Runnable call) {
        Thread thread = new Thread(call, "lambda-call");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletionStage<Views.Response> views(Views.Request request) {
        return call(names.views(), request, Views.Response.class);
    }

    @Override
    public CompletionStage<Decode.Response> decode(Decode.Request request) {
        return call(names.of(request.question().task()), request, Decode.Response.class);
    }

    private <T> CompletionStage<T> call(String function, Object request, Class<T> answer) {
        return CompletableFuture.supplyAsync(
                () -> open(function, invoke(function, SdkBytes.fromByteArray(Json.write(request))), answer), callers);
    }

    private byte[] invoke(String function, SdkBytes payload) {
        InvokeResponse response;
        try {
            response = lambda.invoke(request -> request.functionName(function).payload(payload));
        } catch (TooManyRequestsException e) {
            throw unavailable(ErrorCode.OVER_CAPACITY, function, "has as many calls as it takes", e);
        } catch (SdkException e) {
            throw unavailable(ErrorCode.NOT_READY, function, "cannot be reached", e);
        }
        if (response.functionError() != null) {
            // The function's own words may name what is not the caller's business; they go to the log with the cause.
            throw new IllegalStateException("function " + function + " failed: " + response.functionError() + " "
                    + response.payload().asUtf8String());
        }
        return response.payload().asByteArray();
    }

    private static DynReferException unavailable(ErrorCode code, String function, String why, SdkException cause) {
        return new DynReferException(
                code, function, "The function " + function + " " + why + "; try again soon.", cause);
    }

    private static <T> T open(String function, byte[] payload, Class<T> answer) {
        JavaType envelope = MAPPER.getTypeFactory().constructParametricType(Outcome.class, answer);
        try {
            return MAPPER.<Outcome<T>>readValue(payload, envelope).orThrow();
        } catch (IOException e) {
            throw new IllegalStateException("function " + function + " answered what is not its envelope", e);
        }
    }

    @PreDestroy
    void stop() {
        callers.shutdown();
    }
}
