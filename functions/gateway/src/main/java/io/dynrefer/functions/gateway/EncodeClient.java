package io.dynrefer.functions.gateway;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Calls the encode service over HTTP; tries again while it says that this helps. Encoding twice does no harm. */
final class EncodeClient implements Encode {
    private static final Logger LOG = Logger.getLogger(EncodeClient.class);
    private static final Executor LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    private static final int OK = 200;
    /** What a load balancer answers by itself while there is no encoder behind it. */
    private static final Set<Integer> NOBODY_THERE = Set.of(502, 503, 504);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RemoteSettings.Encode settings;
    private final URI address;

    EncodeClient(RemoteSettings.Encode settings) {
        this.settings = settings;
        this.address = settings.url().resolve("/encode");
    }

    @Override
    public CompletionStage<Encode.Response> encode(Encode.Request request) {
        HttpRequest message = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .timeout(settings.timeout())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(request)))
                .build();
        return attempt(message, settings.attempts());
    }

    private CompletionStage<Encode.Response> attempt(HttpRequest message, int left) {
        return send(message).thenCompose(outcome -> {
            if (outcome.succeeded()) {
                return CompletableFuture.completedStage(outcome.orThrow());
            }
            if (left > 1 && outcome.problem().code().retryable()) {
                return CompletableFuture.supplyAsync(() -> left - 1, LATER).thenCompose(rest -> attempt(message, rest));
            }
            return CompletableFuture.failedStage(outcome.problem().toException());
        });
    }

    private CompletionStage<Outcome<Encode.Response>> send(HttpRequest message) {
        return http.sendAsync(message, HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, failure) -> failure == null ? read(response) : unreachable(failure));
    }

    private static Outcome<Encode.Response> read(HttpResponse<byte[]> response) {
        if (response.statusCode() == OK) {
            return Outcome.of(Json.read(response.body(), Encode.Response.class));
        }
        String type = response.headers().firstValue("Content-Type").orElse("none");
        if (type.startsWith(ProblemDocument.MEDIA_TYPE)) {
            return Outcome.failed(
                    Json.read(response.body(), ProblemDocument.class).problem());
        }
        if (NOBODY_THERE.contains(response.statusCode())) {
            return notReady();
        }
        throw new IllegalStateException("the encode service answered " + response.statusCode() + " with " + type);
    }

    private Outcome<Encode.Response> unreachable(Throwable failure) {
        LOG.warnf("The encode service at %s did not answer: %s", address, failure);
        return notReady();
    }

    private static Outcome<Encode.Response> notReady() {
        return Outcome.failed(new Problem(
                ErrorCode.NOT_READY, "dynrefer.encode.url", "The encode service did not answer; try again soon."));
    }
}
