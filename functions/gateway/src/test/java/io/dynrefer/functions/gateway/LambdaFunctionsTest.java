package io.dynrefer.functions.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.gateway.Stub.Answer;
import io.dynrefer.functions.remote.LambdaFunctions;
import io.dynrefer.referring.ViewsRequest;
import io.dynrefer.referring.ViewsResponse;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

class LambdaFunctionsTest {
    private static final ViewsRequest NOTHING = new ViewsRequest(ImageDigest.of(new byte[0]), 3, 56, List.of());

    @Test
    void call_opensTheEnvelope() throws IOException {
        try (Stub lambda = Stub.answering(new Answer(200, Map.of(), "{\"value\": {\"items\": []}}"))) {
            assertThat(call(lambda).items()).isEmpty();
            assertThat(lambda.paths()).containsExactly("/2015-03-31/functions/dynrefer-views/invocations");
        }
    }

    @Test
    void call_throwsTheRefusalInTheEnvelope() throws IOException {
        Answer refusal = new Answer(
                200, Map.of(), "{\"error\": {\"code\": \"not_found\", \"field\": \"k\", \"message\": \"no image\"}}");
        try (Stub lambda = Stub.answering(refusal)) {
            assertThatThrownBy(() -> call(lambda)).isInstanceOfSatisfying(DynReferException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
                assertThat(e.field()).contains("k");
                assertThat(e).hasMessage("no image");
            });
        }
    }

    @Test
    void call_isAFaultWhereTheFunctionFailed() throws IOException {
        Answer fault =
                new Answer(200, Map.of("X-Amz-Function-Error", "Unhandled"), "{\"errorMessage\": \"out of memory\"}");
        try (Stub lambda = Stub.answering(fault)) {
            assertThatThrownBy(() -> call(lambda))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("dynrefer-views")
                    .hasMessageContaining("out of memory");
        }
    }

    @Test
    void call_isOverCapacityWhereLambdaThrottles() throws IOException {
        Answer throttled = new Answer(
                429, Map.of("x-amzn-ErrorType", "TooManyRequestsException"), "{\"message\": \"Rate Exceeded.\"}");
        try (Stub lambda = Stub.answering(throttled)) {
            assertThatThrownBy(() -> call(lambda))
                    .isInstanceOfSatisfying(
                            DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVER_CAPACITY));
            assertThat(lambda.paths()).hasSize(2);
        }
    }

    private static ViewsResponse call(Stub lambda) {
        try (LambdaClient client = LambdaClient.builder()
                .endpointOverride(lambda.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(strategy -> strategy.maxAttempts(2)))
                .build()) {
            return new LambdaFunctions(client).call("dynrefer-views", NOTHING, ViewsResponse.class);
        }
    }
}
