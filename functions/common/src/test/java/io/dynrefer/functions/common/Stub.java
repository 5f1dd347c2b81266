package io.dynrefer.functions.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A server that gives the answers it was told to give, the last one again and again, and remembers who asked. */
public final class Stub implements AutoCloseable {
    private final HttpServer server;
    private final List<Answer> answers;
    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());

    /** One answer. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    private Stub(HttpServer server, List<Answer> answers) {
        this.server = server;
        this.answers = answers;
    }

    /** A server that is there until it is closed. */
    public static Stub answering(Answer... answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Stub stub = new Stub(server, List.of(answers));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            stub.paths.add(exchange.getRequestURI().getPath());
            Answer answer = stub.answers.get(Math.min(stub.paths.size(), stub.answers.size()) - 1);
            byte[] body = answer.body().getBytes(UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return stub;
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The paths that were asked for, in order. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
