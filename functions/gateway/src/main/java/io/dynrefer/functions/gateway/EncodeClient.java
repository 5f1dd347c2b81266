package io.dynrefer.functions.gateway;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.Propose;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Calls the encode service over HTTP; tries again while it says that this helps. Doing it twice does no harm. */
final class EncodeClient implements Encode, Propose {
    private static final Logger LOG = Logger.getLogger(EncodeClient.class);
    private static final Executor LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    private static final int OK = 200;
    /** What a load balancer answers by itself while there is no encoder behind it. */
    private static final Set<Integer> NOBODY_THERE = Set.of(502, 503, 504);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RemoteSettings.Encode settings;

    EncodeClient(RemoteSettings.Encode settings) {
        this.settings = settings;
    }

    @Override
    public CompletionStage<Encode.Response> encode(Encode.Request request) {
        return attempt(message("/encode", request), Encode.Response.class, settings.attempts());
    }

    @Override
    public CompletionStage<Propose.Response> propose(Propose.Request request) {
        return attempt(message("/propose", request), Propose.Response.class, settings.attempts());
    }

    private HttpRequest message(String path, Object request) {
        return HttpRequest.newBuilder(settings.url().resolve(path))
                .header("Content-Type", "application/json")
                .timeout(settings.timeout())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(request)))
                .build();
    }

    private <T> CompletionStage<T> attempt(HttpRequest message, Class<T> answer, int left) {
        return send(message, answer).thenCompose(outcome -> {
            if (outcome.succeeded()) {
                return CompletableFuture.completedStage(outcome.orThrow());
            }
            if (left > 1 && outcome.problem().code().retryable()) {
                return CompletableFuture.supplyAsync(() -> left - 1, LATER)
                        .thenCompose(rest -> attempt(message, answer, rest));
            }
            return CompletableFuture.failedStage(outcome.problem().toException());
        });
    }

    private <T> CompletionStage<Outcome<T>> send(HttpRequest message, Class<T> answer) {
        return http.sendAsync(message, HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, failure) -> failure == null ? read(response, answer) : unreachable(failure));
    }

    private static <T> Outcome<T> read(HttpResponse<byte[]> response, Class<T> answer) {
        if (response.statusCode() == OK) {
            return Outcome.of(Json.read(response.body(), answer));
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

    private <T> Outcome<T> unreachable(Throwable failure) {
        LOG.warnf("The encode service at %s did not answer: %s", settings.url(), failure);
        return notReady();
    }

    private static <T> Outcome<T> notReady() {
        return Outcome.failed(new Problem(
                ErrorCode.NOT_READY, "dynrefer.encode.url", "The encode service did not answer; try again soon."));
    }
}
