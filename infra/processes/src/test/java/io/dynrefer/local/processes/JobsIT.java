package io.dynrefer.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.local.LocalSqs;
import io.dynrefer.local.ObjectCreated;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs through the real system: every function its own process, S3, SQS and Lambda's event sources between them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JobsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CAT = "\"regions\": [{\"id\": \"head\", \"bbox\": [30, 0, 370, 292]}]";
    private static final Pattern COMPUTED =
            Pattern.compile("dynrefer_encode_embeddings_total\\{source=\"computed\"} ([0-9.E]+)");

    @TempDir
    static Path folder;

    private static final BlockingQueue<String> HOOKS = new LinkedBlockingQueue<>();
    private static HttpServer listener;
    private static Machine machine;
    private static byte[] photo = new byte[0];

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        photo = TestSystem.photo();
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            HOOKS.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listener.start();
        machine = TestSystem.start(folder, Map.of("DYNREFER_NOTIFY_WEBHOOK_ORIGINS", hookOrigin()));
    }

    private static String hookOrigin() {
        return "http://127.0.0.1:" + listener.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        listener.stop(0);
        machine.close();
    }

    // ---------------------------------------------------------------- one question, every way to ask it

    @Test
    @Order(1)
    void everyWayToAsk_answersTheSame_andEncodesOnce() throws Exception {
        assertThat(passes()).isZero();
        String job = submit("{\"image\": \"" + Base64.getEncoder().encodeToString(photo) + "\", " + CAT
                + ", \"webhook\": \"" + hookOrigin() + "/done\"}");
        JsonNode first = awaitAnswer(job);
        double once = passes();
        assertThat(once).isPositive();
        assertThat(first.path("status").asText()).isEqualTo("done");
        assertThat(HOOKS.poll(20, TimeUnit.SECONDS)).contains(job, "\"status\":\"done\"", "answers/" + job + ".json");

        upload("image-first", "image.jpg", photo);
        upload("image-first", "request.json", request(CAT));
        upload("request-first", "request.json", request(CAT));
        upload("request-first", "image.jpg", photo);
        upload("again", "request.json", request(CAT));
        for (int delivery = 0; delivery < 3; delivery++) { // The second object's event comes before the object, too.
            deliver("again", "image.jpg");
            upload("again", "image.jpg", photo);
            deliver("again", "request.json");
        }
        JsonNode direct = refer(request(CAT));

        for (String other : List.of("image-first", "request-first", "again")) {
            assertThat(withoutWork(awaitAnswer(other).path("answer"))).as(other).isEqualTo(withoutWork(direct));
            assertThat(object("answers/" + other + ".coco.json")).exists();
        }
        assertThat(withoutWork(first.path("answer"))).isEqualTo(withoutWork(direct));
        awaitQuiet();
        assertThat(passes()).isEqualTo(once);
        assertThat(HOOKS).isEmpty();
    }

    // ---------------------------------------------------------------- failures and giving up

    @Test
    @Order(2)
    void badUpload_endsAsAProblem() throws Exception {
        upload("bad", "image.jpg", photo);
        upload("bad", "request.json", request("\"regions\": [{\"bbox\": [900, 0, 9, 9]}]"));

        JsonNode failed = awaitAnswer("bad");
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("answer").path("code").asText()).isEqualTo("region_outside_image");
    }

    @Test
    @Order(2)
    void cancelledJob_isNotAnswered() throws Exception {
        upload("cancelled", "request.json", request(CAT));
        assertThat(status("cancelled").path("status").asText()).isEqualTo("queued");
        assertThat(call("DELETE", "/v1/jobs/cancelled", "").body()).contains("\"status\":\"cancelled\"");
        upload("cancelled", "image.jpg", photo);
        awaitQuiet();

        assertThat(object("answers/cancelled.json")).doesNotExist();
        assertThat(status("cancelled").path("status").asText()).isEqualTo("cancelled");
        assertThat(call("GET", "/v1/jobs/nobody", "").statusCode()).isEqualTo(404);
    }

    // ---------------------------------------------------------------- stopping

    @Test
    @Order(3)
    void stopInMidBatch_losesNothingAndAnswersNothingTwice() throws Exception {
        HOOKS.clear();
        List<String> jobs = IntStream.range(0, 12).mapToObj(i -> "stop-" + i).toList();
        for (int i = 0; i < jobs.size(); i++) {
            String regions = "\"tasks\": [\"tags\"], \"regions\": [{\"bbox\": [" + i + ", 5, 200, 200]}]";
            upload(jobs.get(i), "image.jpg", photo);
            upload(jobs.get(i), "request.json", request(regions + ", \"webhook\": \"" + hookOrigin() + "/stop\""));
        }
        await("the encoder has work", () -> machine.sqs().inWork("encode") > 0);
        machine.encodeService().stop();
        assertThat(machine.encodeService().awaitEnd(Duration.ofSeconds(60))).isTrue();
        // What it had not finished it has given back, so nobody waits for a time-out.
        assertThat(machine.sqs().inWork("encode")).isZero();

        machine.restartEncodeService();
        for (String job : jobs) {
            assertThat(awaitAnswer(job).path("status").asText()).as(job).isEqualTo("done");
        }
        awaitQuiet();
        assertThat(HOOKS).hasSize(jobs.size()).doesNotHaveDuplicates();
        assertThat(machine.sqs().waiting("encode-dead") + machine.sqs().waiting("collect-dead"))
                .isZero();
    }

    @Test
    @Order(4)
    void poison_endsAmongTheDeadLetters() throws Exception {
        LocalSqs sqs = machine.sqs();
        for (String queue : List.of("uploads", "encode", "collect")) {
            String address = sqs.client()
                    .getQueueUrl(request -> request.queueName(queue))
                    .queueUrl();
            sqs.client().sendMessage(request -> request.queueUrl(address).messageBody("{\"no\": \"job\"}"));
        }
        for (String queue : List.of("uploads", "encode", "collect")) {
            await("the poison of " + queue + " is given up", () -> sqs.waiting(queue + "-dead") == 1);
        }
    }

    // ---------------------------------------------------------------- helpers

    private static byte[] request(String members) {
        return ("{" + members + "}").getBytes(UTF_8);
    }

    private static String submit(String body) throws Exception {
        HttpResponse<String> response = call("POST", "/v1/jobs", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String job = JSON.readTree(response.body()).path("id").asText();
        assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/v1/jobs/" + job);
        return job;
    }

    private static JsonNode refer(byte[] request) throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree(request);
        body.put("image", Base64.getEncoder().encodeToString(photo));
        return JSON.readTree(call("POST", "/v1/refer", body.toString()).body());
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(machine.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(120))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode status(String job) throws Exception {
        return JSON.readTree(call("GET", "/v1/jobs/" + job, "").body());
    }

    private static JsonNode awaitAnswer(String job) throws Exception {
        await("the job " + job + " is answered", () -> Files.exists(object("answers/" + job + ".json")));
        return status(job);
    }

    /** No message waits or is in work anywhere. */
    private static void awaitQuiet() throws InterruptedException {
        LocalSqs sqs = machine.sqs();
        await(
                "the queues are empty",
                () -> Stream.of("uploads", "encode", "collect")
                        .allMatch(queue -> sqs.waiting(queue) + sqs.inWork(queue) == 0));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The answer without what depends on the store's earlier content and on the clock. */
    private static JsonNode withoutWork(JsonNode answer) {
        return ((ObjectNode) answer.deepCopy()).without(List.of("timings_ms", "cache"));
    }

    /** Crops that went through the image encoder since the service started. */
    private static double passes() throws Exception {
        URI metrics = machine.encodeService().address().resolve("/q/metrics");
        String text = HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher value = COMPUTED.matcher(text);
        assertThat(value.find()).as(text).isTrue();
        return Double.parseDouble(value.group(1));
    }

    private static Path object(String key) {
        return machine.objects().resolve(key);
    }

    /** Writes an object into the bucket; the bucket tells of it. */
    private static void upload(String job, String name, byte[] content) {
        machine.put("uploads/" + job + "/" + name, content);
    }

    /** Repeats the bucket's event about an object. */
    private static void deliver(String job, String name) {
        String event =
                new ObjectCreated("dynrefer", "uploads/" + job + "/" + name, "ObjectCreated:Put", "e").notification();
        LocalSqs sqs = machine.sqs();
        String address = sqs.client()
                .getQueueUrl(request -> request.queueName("uploads"))
                .queueUrl();
        sqs.client().sendMessage(request -> request.queueUrl(address).messageBody(event));
    }
}
