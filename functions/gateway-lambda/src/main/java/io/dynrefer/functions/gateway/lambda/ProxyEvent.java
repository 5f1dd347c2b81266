package io.dynrefer.functions.gateway.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.DynReferException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A call of the API as API Gateway hands it to a function.
 *
 * @param target path and query as they stand in a request line
 * @param headers those that are the caller's business
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
record ProxyEvent(Payload payload, String method, String target, List<Header> headers, byte[] body) {
    /** What concerns one connection; API Gateway's ended there, and ours has its own. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** One line of a header. */
    record Header(String name, String value) {}

    /** Reads an event; anything but a call is refused. */
    static ProxyEvent read(JsonNode event) {
        Payload payload = Payload.of(event);
        List<Header> headers = payload.headers(event).stream()
                .filter(header -> !ofTheConnection(header.name()))
                .toList();
        return new ProxyEvent(payload, payload.method(event), payload.target(event), headers, body(event));
    }

    /** Whether a header stays behind where a message goes on over another connection. */
    static boolean ofTheConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    private static byte[] body(JsonNode event) {
        String text = event.path("body").asText("");
        if (!event.path("isBase64Encoded").asBoolean()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw DynReferException.invalid("body", "The event's body is said to be Base64, but is not.");
        }
    }

    /** The call, to a server at this address. */
    HttpRequest request(URI server) {
        HttpRequest.BodyPublisher content =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + target)).method(method, content);
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request.build();
    }
}
