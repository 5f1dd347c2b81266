package io.dynrefer.cli;

import io.dynrefer.referring.DenseRequest;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.store.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A running server, asked over HTTP. */
final class RemoteSystem {
    private static final int OK = 200;

    /** Environment variable with the token that a server asks for. */
    private static final String TOKEN = "DYNREFER_TOKEN";

    private final URI endpoint;
    private final ServerConnection server;

    RemoteSystem(URI endpoint) {
        this.endpoint = endpoint;
        this.server = new ServerConnection(
                endpoint, System.getenv(TOKEN), " Is the server running? './dynrefer serve' starts one.");
    }

    /** Answers; a region that cannot be answered carries its own error. */
    ReferResponse refer(ReferRequest request) {
        return answer("/v1/refer", Json.write(WireRequest.of(request)));
    }

    /** Answers about every thing in a photo. */
    ReferResponse denseCaptions(DenseRequest request) {
        return answer("/v1/dense-captions", request.json());
    }

    /** What names the server. */
    String address() {
        return endpoint.toString();
    }

    private ReferResponse answer(String path, byte[] body) {
        HttpResponse<byte[]> response = server.send(server.request(server.address(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
        if (response.statusCode() != OK) {
            throw ServerProblem.read(response.statusCode(), response.body());
        }
        return Json.read(response.body(), ReferResponse.class);
    }
}
