package io.dynrefer.cli;

import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A running server, asked over HTTP. */
final class RemoteSystem {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    /** Environment variable with the token that a server asks for. */
    private static final String TOKEN = "DYNREFER_TOKEN";

    private final URI endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    RemoteSystem(URI endpoint) {
        if (endpoint.getHost() == null
                || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw DynReferException.invalid(
                    "--endpoint",
                    "--endpoint takes the address of a server, e.g. http://localhost:8080; got '" + endpoint + "'.");
        }
        this.endpoint = endpoint;
    }

    /** Answers; a region that cannot be answered carries its own error. */
    ReferResponse refer(ReferRequest request) {
        HttpRequest.Builder message = HttpRequest.newBuilder(address())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(WireRequest.of(request))));
        String token = System.getenv(TOKEN);
        if (token != null) {
            message.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = send(message.build());
        if (response.statusCode() != OK) {
            throw ServerProblem.read(response.statusCode(), response.body());
        }
        return Json.read(response.body(), ReferResponse.class);
    }

    private URI address() {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/refer");
    }

    private HttpResponse<byte[]> send(HttpRequest message) {
        try {
            return client.send(message, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_READY,
                    "--endpoint",
                    "No answer from " + message.uri() + " (" + e
                            + "). Is the server running? './dynrefer serve' starts one.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DynReferException(
                    ErrorCode.NOT_READY, "--endpoint", "Interrupted while waiting for an answer.", e);
        }
    }
}
