package io.dynrefer.functions.gateway.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoredForms;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;

/**
 * Asks the gateway what it answers without the other functions: its catalogue, a job that nobody has, and a region
 * outside a small picture, which is read, looked at and refused before anything is stored.
 */
final class GatewayPriming {
    private static final int SIDE = 96; // pixels
    private static final int ROUNDS = 20; // enough for the compiler to have a look at reading and refusing

    private final HttpClient http;
    private final URI gateway;

    GatewayPriming(HttpClient http, URI gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    /** @throws IOException if the gateway does not answer at all; which answer it gives does not matter */
    void run() throws IOException {
        byte[] refused = Json.write(refusedRequest());
        for (int i = 0; i < ROUNDS; i++) {
            for (String path : List.of("/v1/tasks", "/v1/models", "/v1/jobs/" + JobId.random())) {
                send(request(path).GET());
            }
            send(request("/v1/refer")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(refused)));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path));
    }

    private void send(HttpRequest.Builder request) throws IOException {
        try {
            http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("this process stops");
        }
    }

    private static ObjectNode refusedRequest() {
        byte[] picture = StoredForms.CROP.encode(new RgbImage(new ImageSize(SIDE, SIDE), new byte[SIDE * SIDE * 3]));
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("image", Base64.getEncoder().encodeToString(picture));
        request.putArray("regions")
                .addObject()
                .putArray("bbox")
                .add(SIDE)
                .add(SIDE)
                .add(1)
                .add(1);
        return request;
    }
}
