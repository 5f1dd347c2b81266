package io.dynrefer.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mapping between a real queue and a function played by a plain HTTP server. */
@Timeout(60)
final class EventSourceTest {
    private static final int ATTEMPTS = 2;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private LocalSqs sqs;
    private HttpServer lambda;
    private String queue = "";

    @BeforeEach
    void start() throws IOException {
        sqs = LocalSqs.start(0);
        queue = sqs.createQueue("jobs", Duration.ofSeconds(1), ATTEMPTS);
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.start();
    }

    @AfterEach
    void stop() {
        lambda.stop(0);
        sqs.close();
    }

    private EventSource mapping(UnaryOperator<String> function) {
        lambda.createContext("/2015-03-31/functions/step/invocations", exchange -> {
            String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = function.apply(event).getBytes(StandardCharsets.UTF_8);
            if (answer.length == 0) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            }
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
            events.add(event);
        });
        URI endpoint = URI.create("http://127.0.0.1:" + lambda.getAddress().getPort());
        return EventSource.start(sqs.client(), new EventSource.Settings(queue, endpoint, "step", 10), line -> {});
    }

    private void send(String... bodies) {
        List.of(bodies)
                .forEach(body -> sqs.client()
                        .sendMessage(request -> request.queueUrl(queue).messageBody(body)));
    }

    private String nextEvent() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return String.valueOf(event);
    }

    private static String idOf(String body, String event) {
        Matcher record = Pattern.compile("\"messageId\":\"([^\"]+)\"[^}]*?\"body\":\"" + body + "\"")
                .matcher(event);
        return record.find() ? record.group(1) : "";
    }

    @Test
    void reportedMessage_comesAgainAlone_andEndsAmongTheDeadLetters() throws Exception {
        send("good", "poison");
        try (EventSource unused = mapping(event ->
                "{\"batchItemFailures\":[" + (event.contains("poison") ? failure(idOf("poison", event)) : "") + "]}")) {
            String all = nextEvent();
            if (!all.contains("good") || !all.contains("poison")) {
                all += nextEvent();
            }
            assertThat(all)
                    .contains("\"eventSource\":\"aws:sqs\"", "\"ApproximateReceiveCount\":\"1\"", "good", "poison");
            assertThat(nextEvent())
                    .contains("poison", "\"ApproximateReceiveCount\":\"2\"")
                    .doesNotContain("good");
            while (sqs.waiting("jobs-dead") == 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        assertThat(sqs.waiting("jobs-dead")).isEqualTo(1);
        assertThat(sqs.waiting("jobs") + sqs.inWork("jobs")).isZero();
    }

    private static String failure(String id) {
        return "{\"itemIdentifier\":\"" + id + "\"}";
    }

    @Test
    void failedInvocation_bringsTheWholeBatchBack() throws Exception {
        send("one");
        try (EventSource unused = mapping(event -> "")) {
            assertThat(nextEvent()).contains("one");
            assertThat(nextEvent()).contains("one", "\"ApproximateReceiveCount\":\"2\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "\"done\""})
    void answerWithoutFailures_isSuccess(String answer) {
        assertThat(EventSource.reported(answer, Set.of("a", "b"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]} | b",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"c\"}]} | a,b",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]} | a,b",
                "{\"batchItemFailures\":[{}]} | a,b",
                "{\"batch | a,b",
            })
    void answerThatCannotBeTrusted_failsTheWholeBatch(String answer, String left) {
        assertThat(EventSource.reported(answer, Set.of("a", "b"))).containsExactlyInAnyOrder(left.split(","));
    }

    @Test
    void notification_encodesKeysAsS3Does() {
        String notification =
                new ObjectCreated("b", "uploads/a b+c/image.jpg", "ObjectCreated:Put", "e").notification();

        assertThat(notification).contains("\"key\":\"uploads/a+b%2Bc/image.jpg\"", "\"name\":\"b\"");
    }
}
