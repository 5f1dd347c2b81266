package io.dynrefer.cli;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way to an API that {@code --endpoint} names. */
final class ServerConnection {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final String base;
    private final @Nullable String token;
    private final String hint;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * @param endpoint the address of a server, with a path or without
     * @param token shown to it, if it asks for one
     * @param hint what to say where nobody answers; may be empty
     */
    ServerConnection(URI endpoint, @Nullable String token, String hint) {
        if (endpoint.getHost() == null
                || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw DynReferException.invalid(
                    "--endpoint",
                    "--endpoint takes the address of a server, e.g. http://localhost:8080; got '" + endpoint + "'.");
        }
        String address = endpoint.toString();
        this.base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.token = token;
        this.hint = hint;
    }

    /** The address of a route, e.g. {@code /v1/refer}. */
    URI address(String route) {
        return URI.create(base + route);
    }

    /** A request with JSON both ways; its method is the caller's to say. */
    HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** The answer, whatever its status. */
    HttpResponse<byte[]> send(HttpRequest message) {
        try {
            return client.send(message, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_READY, "--endpoint", "No answer from " + message.uri() + " (" + e + ")." + hint, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What a wait that was interrupted ends with. */
    static DynReferException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DynReferException(ErrorCode.NOT_READY, "--endpoint", "Interrupted while waiting for an answer.", e);
    }
}
