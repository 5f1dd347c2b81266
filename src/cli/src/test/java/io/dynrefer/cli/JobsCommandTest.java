package io.dynrefer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a stand-in of the deployed API, which lets in who shows the right token. */
class JobsCommandTest {
    private static final String DONE = "{\"id\": \"j\", \"status\": \"done\", \"answer\": {\"regions\": []}}";
    private static final String QUEUED = "{\"id\": \"j\", \"status\": \"queued\"}";

    @TempDir
    static Path home;

    private final List<String> calls = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();
    private final Deque<Object> answers = new ArrayDeque<>(); // a status to refuse with, or a job
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/jobs", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                + (body.contains("\"image\"") ? " photo" : ""));
        Stream.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                .forEach(keys::add);
        boolean known = "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Object answer = known ? answers.remove() : 403;
        byte[] json = (answer instanceof String job ? job : "{\"message\":\"Service Unavailable\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(answer instanceof Integer status ? status : 200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private Run run(String token, String... words) {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        return Run.of(
                home,
                Stream.concat(
                                Stream.of("jobs"),
                                Stream.concat(
                                        Stream.of(words),
                                        Stream.of("--endpoint", endpoint, "--token", token, "--pause", "0.01")))
                        .toArray(String[]::new));
    }

    @Test
    void ask_handsTheJobInOnce_andWaitsForAnEncoderThatMustStart() throws IOException {
        Path request = Files.writeString(home.resolve("request.json"), "{\"regions\": [{\"bbox\": [1, 2, 3, 4]}]}");
        answers.addAll(List.of(503, 504, QUEUED, QUEUED, 503, DONE));

        Run asked = run("right", "ask", Run.example("cat.jpg"), "--request", request.toString());

        assertThat(asked.exitCode()).as(asked.err()).isEqualTo(ExitCode.OK);
        assertThat(asked.json().at("/answer/regions").isArray()).isTrue();
        assertThat(calls)
                .containsExactly(
                        "POST /v1/jobs photo",
                        "POST /v1/jobs photo",
                        "POST /v1/jobs photo",
                        "GET /v1/jobs/j",
                        "GET /v1/jobs/j",
                        "GET /v1/jobs/j");
        assertThat(keys).as("three tries, one job").hasSize(1);
    }

    @Test
    void replay_startsAFailedJobAgain_andTellsWhatBecameOfIt() {
        answers.addAll(List.of(QUEUED, QUEUED.replace("queued", "failed")));

        assertThat(run("right", "replay", "first").exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(calls).containsExactly("POST /v1/jobs/first/replay", "GET /v1/jobs/first");
    }

    @Test
    void whoIsNotLetIn_isToldWhatToShow_andDoesNotAskAgain() {
        Run refused = run("wrong", "status", "first");

        assertThat(refused.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(refused.err()).contains("403", "another token");
        assertThat(calls).hasSize(1);
    }
}
