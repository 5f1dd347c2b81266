package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import io.dynrefer.store.s3.RequestSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The jobs of a deployed system, over HTTP. What may pass is asked again: a service that is full, or on its way. */
final class RemoteJobs {
    private static final Duration TIMEOUT = Duration.ofSeconds(40); // an API answers or gives up in 30
    private static final int REFUSED = 300;
    private static final int SERVER_AT_FAULT = 500;
    private static final int TRIES = 10;

    private final ServerConnection server;
    private final boolean proves; // who asks
    private final @Nullable RequestSigner signer;

    RemoteJobs(URI endpoint, @Nullable String token, @Nullable RequestSigner signer) {
        this.server = new ServerConnection(endpoint, token, "");
        this.proves = token != null || signer != null;
        this.signer = signer;
    }

    /** Hands a request in; sent again under the same key, it is the same job. */
    JsonNode submit(byte[] request, String key, Duration pause) {
        return call("POST", "", request, key, pause);
    }

    JsonNode find(String job, Duration pause) {
        return call("GET", "/" + job, new byte[0], null, pause);
    }

    JsonNode replay(String job, Duration pause) {
        return call("POST", "/" + job + "/replay", new byte[0], null, pause);
    }

    JsonNode cancel(String job, Duration pause) {
        return call("DELETE", "/" + job, new byte[0], null, pause);
    }

    /** Waits until a job is over; what it has become. */
    JsonNode await(String job, Duration pause) {
        while (true) {
            JsonNode found = find(job, pause);
            String status = found.path("status").asText();
            if (!status.equals("queued") && !status.equals("running")) {
                return found;
            }
            sleep(pause);
        }
    }

    /** @param pause between tries of what may pass */
    private JsonNode call(String method, String path, byte[] body, @Nullable String key, Duration pause) {
        URI address = server.address("/v1/jobs" + path);
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = server.send(request(method, address, body, key));
            if (response.statusCode() < REFUSED) {
                return Json.read(response.body(), JsonNode.class);
            }
            if (response.statusCode() < SERVER_AT_FAULT || attempt == TRIES) {
                throw response.statusCode() == 403 || response.statusCode() == 401
                        ? notLetIn(response.statusCode())
                        : ServerProblem.read(response.statusCode(), response.body());
            }
            sleep(pause);
        }
    }

    private DynReferException notLetIn(int status) {
        return new DynReferException(
                ErrorCode.INVALID_REQUEST,
                "--token",
                "The API lets this caller not in (" + status + "): it wants "
                        + (proves ? "another token or principal." : "--token TOKEN or --sign REGION."));
    }

    private HttpRequest request(String method, URI address, byte[] body, @Nullable String key) {
        HttpRequest.Builder request = server.request(address)
                .timeout(TIMEOUT)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (key != null) {
            request.header(Jobs.IDEMPOTENCY_KEY, key);
        }
        if (signer != null) {
            signer.headers(method, address, body)
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        }
        return request.build();
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw ServerConnection.interrupted(e);
        }
    }
}
