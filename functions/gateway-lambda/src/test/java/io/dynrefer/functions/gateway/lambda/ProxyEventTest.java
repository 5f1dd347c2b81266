package io.dynrefer.functions.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEventTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:1");

    private static ProxyEvent event(String file) throws IOException {
        return ProxyEvent.read(
                Json.read(Files.readAllBytes(Path.of("src/test/resources/events", file + ".json")), JsonNode.class));
    }

    @Test
    void httpApi_callIsTheRequestItWas() throws IOException {
        ProxyEvent event = event("http-api.get");
        HttpRequest request = event.request(SERVER);

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.uri()).hasToString("http://127.0.0.1:1/v1/tasks");
        assertThat(request.headers().firstValue("x-forwarded-for")).hasValue("203.0.113.7");
        assertThat(request.headers().map()).doesNotContainKeys("host", "content-length");
        assertThat(event.body()).isEmpty();
    }

    @Test
    void httpApi_stageIsLeftOut_andCookiesAreAHeader() throws IOException {
        ProxyEvent event = event("http-api.stage-query-cookies");

        assertThat(event.method()).isEqualTo("DELETE");
        assertThat(event.target()).isEqualTo("/v1/jobs/a%20b?x=1&x=%C3%A4&y=");
        assertThat(event.headers())
                .containsExactly(
                        new ProxyEvent.Header("accept", "application/json,text/plain"),
                        new ProxyEvent.Header("cookie", "one=1; two=2"));
    }

    @Test
    void httpApi_base64IsDecoded() throws IOException {
        assertThat(HexFormat.of().formatHex(event("http-api.base64").body())).isEqualTo("ffd800ffd9");
    }

    @Test
    void restApi_decodedPathAndQueryAreEncodedAgain() throws IOException {
        ProxyEvent event = event("rest-api.query");

        assertThat(event.method()).isEqualTo("GET");
        assertThat(event.target()).isEqualTo("/v1/jobs/a%20b?x=1&x=%C3%A4&y=");
        assertThat(event.request(SERVER).headers().allValues("Accept"))
                .containsExactly("application/json", "text/plain");
    }

    @Test
    void restApi_textIsUtf8() throws IOException {
        ProxyEvent event = event("rest-api.text");

        assertThat(event.target()).isEqualTo("/v1/refer");
        assertThat(new String(event.body(), StandardCharsets.UTF_8)).isEqualTo("{\"image\": \"ä\"}");
        assertThat(event.headers()).containsExactly(new ProxyEvent.Header("Content-Type", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "websocket", "no-base64", "nothing"})
    void anythingElse_isRefused(String file) {
        assertThatThrownBy(() -> event("refused." + file)).isInstanceOf(DynReferException.class);
    }

    @Test
    void answer_hasTheFormOfItsPayload() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/text", exchange -> {
            exchange.getResponseHeaders().add("Vary", "one");
            exchange.getResponseHeaders().add("Vary", "two");
            byte[] body = "ä".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/bytes", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {(byte) 0xff, (byte) 0xd8});
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        JsonNode http = Payload.HTTP_API.answer(get(address.resolve("/text")));
        assertThat(http.path("statusCode").asInt()).isEqualTo(202);
        assertThat(http.path("body").asText()).isEqualTo("ä");
        assertThat(http.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(http.path("headers").path("vary").asText()).isEqualTo("one,two");
        assertThat(http.path("headers").has("content-length")).isFalse();

        JsonNode rest = Payload.REST_API.answer(get(address.resolve("/text")));
        assertThat(rest.path("multiValueHeaders").path("vary")).hasToString("[\"one\",\"two\"]");

        JsonNode bytes = Payload.REST_API.answer(get(address.resolve("/bytes")));
        assertThat(bytes.path("body").asText()).isEqualTo("/9g=");
        assertThat(bytes.path("isBase64Encoded").asBoolean()).isTrue();
        server.stop(0);
    }

    private static HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
