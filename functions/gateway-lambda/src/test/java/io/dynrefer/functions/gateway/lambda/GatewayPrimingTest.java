package io.dynrefer.functions.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class GatewayPrimingTest {
    private final Map<String, byte[]> asked = new ConcurrentHashMap<>();

    @Test
    void run_asksForWhatStoresNothing_andTakesAnyAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.put(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(422, -1);
            exchange.close();
        });
        server.start();
        try {
            new GatewayPriming(HttpClient.newHttpClient(), address(server)).run();
        } finally {
            server.stop(0);
        }

        assertThat(asked.keySet())
                .contains("GET /v1/tasks", "GET /v1/models", "POST /v1/refer")
                .anyMatch(call -> call.startsWith("GET /v1/jobs/"));
        JsonNode request = Json.read(asked.getOrDefault("POST /v1/refer", new byte[0]), JsonNode.class);
        assertThat(Base64.getDecoder().decode(request.path("image").asText())).isNotEmpty();
        assertThat(request.path("regions").path(0).path("bbox").path(0).asInt()).isEqualTo(96);
    }

    @Test
    void run_withoutAGateway_fails() {
        GatewayPriming priming = new GatewayPriming(HttpClient.newHttpClient(), URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(priming::run).isInstanceOf(IOException.class);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
