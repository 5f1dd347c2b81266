package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are made to hold the server up, to be repeated at length, or that are no requests. */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class HostileRequestsTest {
    /** More than the server has threads. */
    private static final int MANY = 220;

    @Test
    void bodiesThatComeSlowly_holdNothingUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(sent("POST /v1/refer HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000000\r\n\r\n{"));
            }
            for (int i = 0; i < MANY; i++) {
                slow.add(sent("POST /v1/jobs HTTP/1.1\r\nHost: loc"));
            }

            get("/q/health/ready").then().statusCode(200);
            get("/v1/tasks").then().statusCode(200);
            get("/v1/jobs/nobody").then().statusCode(404);
            given().contentType("application/json")
                    .body("{\"regions\": []}")
                    .post("/v1/refer")
                    .then()
                    .statusCode(400);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    static Stream<String> broken() {
        String form = "Content-Type: multipart/form-data; boundary=xyz\r\n";
        String part = "--xyz\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{}\r\n";
        return Stream.of(
                form("Content-Type: multipart/form-data\r\n", part + "--xyz--\r\n"),
                form("Content-Type: multipart/form-data; boundary=\r\n", part + "--xyz--\r\n"),
                form("Content-Type: form/data/;;=\r\n", part + "--xyz--\r\n"),
                form("Content-Type: \r\n", ""),
                form(form, ""),
                form(form, "text before\r\n" + part),
                form(form, part),
                form(form, part + "--other--\r\n"),
                form(form, "--xyz\r\nno header\r\n\r\n{}\r\n--xyz--\r\n"),
                form(
                        form,
                        part.replace("\r\n\r\n", "\r\nContent-Type: text/plain; charset=klingon\r\n\r\n")
                                + "--xyz--\r\n"),
                form(form, part.repeat(1_001) + "--xyz--\r\n"),
                form("Content-Type: application/json\r\n", ""));
    }

    private static String form(String header, String body) {
        return "POST /v1/refer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @MethodSource("broken")
    void requestsThatAreNone_areTheSendersFaultAndNoNews(String request) throws IOException {
        List<String> news = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.SEVERE.intValue() || record.getThrown() != null) {
                    news.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
        root.addHandler(listener);
        try (Socket socket = sent(request)) {
            socket.setSoTimeout(60_000);
            String answer = firstLine(socket);
            assertThat(answer).matches("HTTP/1.1 4(00|13|15) .*");
        } finally {
            root.removeHandler(listener);
        }
        assertThat(news).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/refer HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                "GET /v1/tasks HTTP/1.1\r\n\r\n"
            })
    void requestsWithoutHost_areTheSendersFault(String request) throws IOException {
        try (Socket socket = sent(request)) {
            socket.setSoTimeout(60_000);
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void whatIsSentAtLength_isNotRepeatedAtLength() {
        String text = "x".repeat(300_000);
        for (String region : List.of(
                "{\"segmentation\": \"" + text + "\"}",
                "{\"bbox\": [" + "1, ".repeat(50_000) + "1]}",
                "{\"id\": {\"a\": \"" + text + "\"}, \"bbox\": [1, 1, 9, 9]}",
                "{\"bbox\": [1, 1, 9, 9], \"bbox_format\": \"" + text + "\"}",
                "{\"" + text + "\": 1}",
                text,
                "{\"rle\": {\"size\": [8, 8], \"counts\": [\"" + text + "\"]}}")) {
            Response answer = given().contentType("application/json")
                    .body("{\"image\": \"" + IMAGE + "\", \"regions\": [" + region + "]}")
                    .post("/v1/refer");

            assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 413);
            assertThat(answer.asString()).hasSizeLessThan(1_000);
        }
    }

    @Test
    void regionsWithoutEnd_areRefusedWhileTheyAreRead() {
        String many = IntStream.range(0, 80_000).mapToObj(i -> "[1,1]").collect(Collectors.joining(","));

        given().contentType("application/json")
                .body("{\"regions\": [" + "{},".repeat(10_000) + "{}], \"vocabulary\": [" + many + "]}")
                .post("/v1/refer")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{\"image\": \"" + IMAGE + "\", \"regions\": [" + "{},".repeat(10_000) + "{}]}")
                .post("/v1/refer")
                .then()
                .statusCode(413)
                .body("field", equalTo("regions"));
    }

    private static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAFElEQVR42mPQgAIGJMYJICCaAQEA8iYWgYZdEFAAAAAASUVORK5CYII=";

    private static Socket sent(String request) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\r';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
