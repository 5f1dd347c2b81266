package io.dynrefer.functions.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.Settings;
import io.dynrefer.functions.common.Stub;
import io.dynrefer.functions.common.Stub.Answer;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Propose;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Proposal;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class EncodeClientTest {
    private static final Encode.Request NOTHING = new Encode.Request(ImageDigest.of(new byte[0]), List.of());
    private static final Map<String, String> PROBLEM = Map.of("Content-Type", "application/problem+json");
    private static final Answer ENCODED = new Answer(
            200, Map.of(), "{\"model\": \"m\", \"embeddings_computed\": 0, \"embeddings_found\": 0, \"items\": []}");
    private static final Answer LOADING = new Answer(
            503,
            PROBLEM,
            "{\"title\": \"Service Unavailable\", \"status\": 503, \"code\": \"not_ready\", \"message\": \"loading\","
                    + " \"retryable\": true, \"request_id\": \"r\"}");
    private static final Answer REFUSED = new Answer(
            400,
            PROBLEM,
            "{\"title\": \"Bad Request\", \"status\": 400, \"code\": \"invalid_request\", \"field\": \"items\","
                    + " \"message\": \"bad\", \"retryable\": false, \"request_id\": \"r\"}");

    @Test
    void call_triesAgainWhileTheServiceSaysThatItHelps() throws IOException {
        try (Stub service = Stub.answering(LOADING, ENCODED)) {
            Encode.Response response = call(service.address());

            assertThat(response.model()).isEqualTo("m");
            assertThat(service.paths()).containsExactly("/encode", "/encode");
        }
    }

    @Test
    void propose_bringsTheBoxes() throws IOException {
        Answer proposed = new Answer(
                200,
                Map.of(),
                "{\"model\": \"h\", \"found\": true, \"proposals\": {\"boxes\": [{\"box\": [1, 2, 3, 4], \"score\":"
                        + " 0.5}]}}");
        try (Stub service = Stub.answering(LOADING, proposed)) {
            Propose.Response response = client(service.address())
                    .propose(new Propose.Request(NOTHING.image(), null))
                    .toCompletableFuture()
                    .join();

            assertThat(response.proposals().boxes()).containsExactly(new Proposal(new Box(1, 2, 3, 4), 0.5));
            assertThat(service.paths()).containsExactly("/propose", "/propose");
        }
    }

    @Test
    void call_givesUpAfterItsAttempts() throws IOException {
        try (Stub service = Stub.answering(LOADING)) {
            assertThatThrownBy(() -> call(service.address())).isInstanceOfSatisfying(DynReferException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY);
                assertThat(e).hasMessage("loading");
            });
            assertThat(service.paths()).hasSize(3);
        }
    }

    @Test
    void call_passesARefusalOnAtOnce() throws IOException {
        try (Stub service = Stub.answering(REFUSED)) {
            assertThatThrownBy(() -> call(service.address())).isInstanceOfSatisfying(DynReferException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                assertThat(e.field()).contains("items");
            });
            assertThat(service.paths()).hasSize(1);
        }
    }

    @Test
    void call_isNotReadyWhereNobodyListens() throws IOException {
        URI nobody;
        try (Stub service = Stub.answering(ENCODED)) {
            nobody = service.address();
        }

        assertThatThrownBy(() -> call(nobody))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY));
    }

    @Test
    void call_isNotReadyWhereTheLoadBalancerAnswersForASleepingEncoder() throws IOException {
        for (int status : new int[] {502, 503, 504}) {
            try (Stub service = Stub.answering(new Answer(status, Map.of("Content-Type", "text/html"), "<html>"))) {
                assertThatThrownBy(() -> call(service.address()))
                        .as("status " + status)
                        .isInstanceOfSatisfying(
                                DynReferException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY));
            }
        }
    }

    @Test
    void call_isAFaultWhereSomethingElseAnswers() throws IOException {
        try (Stub service = Stub.answering(new Answer(404, Map.of("Content-Type", "text/html"), "<html>"))) {
            assertThatThrownBy(() -> call(service.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("404");
        }
    }

    private static EncodeClient client(URI service) {
        RemoteSettings settings = Settings.of(
                RemoteSettings.class,
                Map.of("dynrefer.model-card", "model.json", "dynrefer.encode.url", service.toString()));
        return new EncodeClient(settings.encode());
    }

    private static Encode.Response call(URI service) {
        try {
            return client(service).encode(NOTHING).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
