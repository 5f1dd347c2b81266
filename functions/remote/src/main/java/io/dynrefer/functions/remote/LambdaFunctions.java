package io.dynrefer.functions.remote;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.referring.Outcome;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Calls Lambda functions and opens their envelopes: refusals come back as the exceptions they were. */
public final class LambdaFunctions {
    private static final ObjectMapper MAPPER = Json.mapper();

    private final LambdaClient lambda;

    public LambdaFunctions(LambdaClient lambda) {
        this.lambda = lambda;
    }

    /** What the function {@code function} answers to {@code request}. */
    public <T> T call(String function, Object request, Class<T> answer) {
        InvokeResponse response = invoke(function, SdkBytes.fromByteArray(Json.write(request)));
        byte[] payload = response.payload().asByteArray();
        if (response.functionError() != null) {
            // The function's own words may name what is not the caller's business; they go to the log with the cause.
            throw new IllegalStateException("function " + function + " failed: " + response.functionError() + " "
                    + response.payload().asUtf8String());
        }
        return open(function, payload, answer);
    }

    private InvokeResponse invoke(String function, SdkBytes payload) {
        try {
            return lambda.invoke(request -> request.functionName(function).payload(payload));
        } catch (TooManyRequestsException e) {
            throw unavailable(ErrorCode.OVER_CAPACITY, function, "has as many calls as it takes", e);
        } catch (SdkException e) {
            throw unavailable(ErrorCode.NOT_READY, function, "cannot be reached", e);
        }
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
}
