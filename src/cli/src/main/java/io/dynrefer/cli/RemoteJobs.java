package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import io.dynrefer.store.s3.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The jobs of a deployed system, over HTTP. What may pass is asked again: a service that is full, or on its way. */
final class RemoteJobs {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(40); // an API answers or gives up in 30
    private static final int REFUSED = 300;
    private static final int SERVER_AT_FAULT = 500;
    private static final int TRIES = 10;

    private final String endpoint;
    private final @Nullable String token;
    private final @Nullable RequestSigner signer;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    RemoteJobs(URI endpoint, @Nullable String token, @Nullable RequestSigner signer) {
        if (endpoint.getHost() == null) {
            throw DynReferException.invalid(
                    "--endpoint", "--endpoint takes the address of an API, e.g. https://dynrefer.example.org.");
        }
        this.endpoint = endpoint.toString().replaceAll("/$", "") + "/v1/jobs";
        this.token = token;
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
        URI address = URI.create(endpoint + path);
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = send(request(method, address, body, key));
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
                        + (token == null && signer == null
                                ? "--token TOKEN or --sign REGION."
                                : "another token or principal."));
    }

    private HttpRequest request(String method, URI address, byte[] body, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (key != null) {
            request.header(Jobs.IDEMPOTENCY_KEY, key);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (signer != null) {
            signer.headers(method, address, body)
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest message) {
        try {
            return client.send(message, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_READY, "--endpoint", "No answer from " + message.uri() + " (" + e + ").", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static DynReferException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DynReferException(ErrorCode.NOT_READY, "--endpoint", "Interrupted while waiting for an answer.", e);
    }
}
