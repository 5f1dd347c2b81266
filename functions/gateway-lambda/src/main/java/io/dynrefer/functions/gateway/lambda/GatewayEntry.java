package io.dynrefer.functions.gateway.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.common.Snapshot;
import io.dynrefer.store.Json;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The handler that Lambda calls: {@code io.dynrefer.functions.gateway.lambda.GatewayEntry::handleRequest}.
 *
 * <p>The gateway runs as in its container, on a port of the loopback interface, and every event becomes a request to
 * it: limits, problems, request ids and forms are the same code, and both payloads of API Gateway are understood. An
 * answer is handed over as a whole, so server-sent events arrive together. Where Lambda takes a snapshot after the init
 * phase, {@link GatewayPriming} runs before.
 */
public final class GatewayEntry implements RequestStreamHandler {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;

    /** Starts the gateway, in Lambda's init phase. */
    public GatewayEntry() {
        Quarkus.manualInitialize();
        Quarkus.manualStart();
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        this.gateway = URI.create("http://127.0.0.1:" + port);
        Snapshot.prepare(new GatewayPriming(http, gateway)::run);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        ProxyEvent event = ProxyEvent.read(Json.read(input.readAllBytes(), JsonNode.class));
        ObjectNode answer = event.payload().answer(send(event));
        output.write(Json.write(answer));
    }

    private HttpResponse<byte[]> send(ProxyEvent event) throws IOException {
        try {
            return http.send(event.request(gateway), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("this process stops");
        }
    }
}
