package io.dynrefer.functions.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.Settings;
import io.dynrefer.functions.common.Stub;
import io.dynrefer.functions.common.Stub.Answer;
import io.dynrefer.referring.Views;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

class LambdaCallsTest {
    private static final Views.Request NOTHING = new Views.Request(ImageDigest.of(new byte[0]), 3, 56, List.of());

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

    @Test
    void settings_areThoseOfTheDocumentation() {
        LambdaSettings lambda = Settings.of(LambdaSettings.class, Map.of());
        FunctionNames names = Settings.of(FunctionNames.class, Map.of());

        assertThat(lambda.endpoint()).isEmpty();
        assertThat(lambda.region()).isEmpty();
        assertThat(lambda.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lambda.attempts()).isEqualTo(3);
        assertThat(lambda.connections()).isEqualTo(64);
        assertThat(names.views()).isEqualTo("dynrefer-views");
        assertThat(Arrays.stream(Task.values()).map(names::of))
                .containsExactly("dynrefer-tags", "dynrefer-category", "dynrefer-attributes", "dynrefer-caption");
    }

    private static Views.Response call(Stub lambda) {
        LambdaSettings settings = Settings.of(
                LambdaSettings.class,
                Map.of(
                        "dynrefer.lambda.endpoint",
                        lambda.address().toString(),
                        "dynrefer.lambda.region",
                        "us-east-1",
                        "dynrefer.lambda.attempts",
                        "2"));
        try (LambdaClient client = new Clients().functions(settings)) {
            LambdaCalls calls = new LambdaCalls(client, settings, Settings.of(FunctionNames.class, Map.of()));
            try {
                return calls.views(NOTHING).toCompletableFuture().join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            } finally {
                calls.stop();
            }
        }
    }
}
