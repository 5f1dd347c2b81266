package io.dynrefer.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded events through the packaged functions, run by AWS's own runtime client as after a restored snapshot. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern JOB =
            Pattern.compile("uploads/(event-[a-z0-9-]+)/|\"job\\\\?\": *\\\\?\"(event-[a-z0-9-]+)");
    private static final String OUTSIDE = "{\"regions\": [{\"bbox\": [900, 0, 9, 9]}]}";
    private static final String INSIDE =
            "{\"regions\": [{\"bbox\": [30, 0, 370, 292]}], \"tasks\": [\"tags\", \"category\"]}";

    @TempDir
    static Path folder;

    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
    private static Machine machine;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        machine = TestSystem.start(folder, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), LOG::add);
        machine.startGatewayFunction();
        assertThat(refer().statusCode()).isEqualTo(200); // The photo is in the store from now on.
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    static Stream<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/events"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    /**
     * A file is called function.event.outcome.json. Outcomes: answered; ignored, about no upload; poison, all but the
     * message m7 are answered; problem, a refusal as answer; refused, the invocation fails; a number, that HTTP status.
     */
    @ParameterizedTest
    @MethodSource("events")
    void event_isUnderstood(Path file) throws Exception {
        String[] name = String.valueOf(file.getFileName()).split("\\.");
        String event = Files.readString(file);
        List<String> jobs = jobs(event);
        for (String job : jobs) {
            put(job, "image.jpg", TestSystem.photo());
            put(job, "request.json", OUTSIDE.getBytes(UTF_8));
        }

        HttpResponse<String> answer = invoke(name[0], event);

        boolean error = answer.headers().firstValue("X-Amz-Function-Error").isPresent();
        assertThat(error).as(answer.body()).isEqualTo(name[2].equals("refused"));
        JsonNode body = JSON.readTree(answer.body());
        switch (name[2]) {
            case "answered" -> {
                assertThat(body.path("error").isObject()).isFalse();
                assertThat(body.path("batchItemFailures")).isEmpty();
                assertThat(jobs).allMatch(EventsIT::isAnswered);
            }
            case "poison" -> {
                assertThat(body).isEqualTo(JSON.readTree("{\"batchItemFailures\":[{\"itemIdentifier\":\"m7\"}]}"));
                assertThat(jobs).allMatch(EventsIT::isAnswered);
            }
            case "ignored" -> assertThat(body.path("batchItemFailures")).isEmpty();
            case "problem" ->
                assertThat(body.path("error").path("code").asText()).isNotEmpty();
            case "refused" -> assertThat(body.path("errorMessage").asText()).isNotEmpty();
            default ->
                assertThat(body.path("statusCode").asText()).as(answer.body()).isEqualTo(name[2]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"views", "uploads", "collect", "gateway"})
    void function_isPrimedBeforeItsSnapshot(String function) {
        assertThat(LOG)
                .anyMatch(line -> line.contains(function + "]") && line.contains("Primed in"))
                .anyMatch(line -> line.contains(function + "]") && line.contains("Restored from a snapshot"));
    }

    /** The jobs that an event is about. */
    private static List<String> jobs(String event) {
        return JOB.matcher(event)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .distinct()
                .toList();
    }

    private static boolean isAnswered(String job) {
        return Files.exists(machine.cloud().objects().resolve("answers/" + job + ".json"));
    }

    /** Writes a part of an upload, past the bucket's notification. */
    private static void put(String job, String name, byte[] content) throws IOException {
        Path file = machine.cloud().objects().resolve("uploads/" + job + "/" + name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static HttpResponse<String> invoke(String function, String event) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(machine.cloud()
                                .lambda()
                                .endpoint()
                                .resolve("/2015-03-31/functions/dynrefer-" + function + "/invocations"))
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The form is put into the recorded call, as Base64 like everything that API Gateway takes for binary. */
    @ParameterizedTest
    @ValueSource(strings = {"http-api", "rest-api"})
    void gatewayAsFunction_answersAsItsContainerDoes(String payload) throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(
                Path.of("src/test/resources/events/forms", payload + ".json").toFile());
        event.put("body", Base64.getEncoder().encodeToString(form())).put("isBase64Encoded", true);

        JsonNode answer = JSON.readTree(invoke("gateway", event.toString()).body());

        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(withoutWork(answer.path("body").asText())).isEqualTo(withoutWork(refer().body()));
        assertThat(answer.toString()).contains("application/json").containsIgnoringCase("x-request-id");
    }

    private static HttpResponse<String> refer() throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(machine.address().resolve("/v1/refer"))
                        .header("Content-Type", "multipart/form-data; boundary=events")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] form() throws IOException {
        String disposition = "--events\r\nContent-Disposition: form-data; name=";
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes((disposition + "\"image\"; filename=\"photo\"\r\n\r\n").getBytes(UTF_8));
        form.writeBytes(TestSystem.photo());
        form.writeBytes(("\r\n" + disposition + "\"request\"\r\n\r\n" + INSIDE + "\r\n--events--\r\n").getBytes(UTF_8));
        return form.toByteArray();
    }

    /** The answer without what depends on the store's earlier content and on the clock. */
    private static JsonNode withoutWork(String answer) throws IOException {
        return ((ObjectNode) JSON.readTree(answer)).without(List.of("timings_ms", "cache"));
    }
}
