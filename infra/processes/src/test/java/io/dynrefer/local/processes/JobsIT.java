package io.dynrefer.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.local.LocalCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
    private static final String CAT_BOX = "\"bbox\": [30, 0, 370, 292]";
    private static final String CAT = "\"regions\": [{\"id\": \"head\", " + CAT_BOX + "}]";
    private static final String COCO = """
        {"info": {"year": 2026}, "tasks": ["tags"], "webhook": "%s/coco",
         "images": [{"id": 4, "file_name": "val/cat.jpg"}, {"id": 5, "file_name": "coffee.jpg"}],
         "annotations": [{"id": 8, "image_id": 4, "category_id": 1, "bbox": [30, 0, 370, 292]},
                         {"id": 9, "image_id": 5, "category_id": 2, "bbox": [170, 17, 240, 292]}],
         "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "cup"}]}
        """;

    @TempDir
    static Path folder;

    private static final BlockingQueue<String> HOOKS = new LinkedBlockingQueue<>();
    private static HttpServer listener;
    private static Machine machine;
    private static Caller caller;
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
        machine = TestSystem.start(
                folder,
                Map.of("DYNREFER_NOTIFY_WEBHOOK_ORIGINS", hookOrigin(), "DYNREFER_NOTIFY_WEBHOOK_PRIVATE", "true"));
        caller = new Caller(machine);
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
        assertThat(caller.passes()).isZero();
        String job = caller.submit("{\"image\": \"" + Base64.getEncoder().encodeToString(photo) + "\", " + CAT
                + ", \"webhook\": \"" + hookOrigin() + "/done\"}");
        JsonNode first = caller.awaitAnswer(job);
        double once = caller.passes();
        assertThat(once).isPositive();
        assertThat(first.path("status").asText()).isEqualTo("done");
        assertThat(HOOKS.poll(20, TimeUnit.SECONDS)).contains(job, "\"status\":\"done\"", "answers/" + job + ".json");

        caller.upload("image-first", "image.jpg", photo);
        caller.upload("image-first", "request.json", request(CAT));
        caller.upload("request-first", "request.json", request(CAT));
        caller.upload("request-first", "image.jpg", photo);
        caller.upload("again", "request.json", request(CAT));
        for (int delivery = 0; delivery < 3; delivery++) { // The second object's event comes before the object, too.
            caller.deliver("again", "image.jpg");
            caller.upload("again", "image.jpg", photo);
            caller.deliver("again", "request.json");
        }
        JsonNode direct = caller.refer(photo, "{" + CAT + "}");

        for (String other : List.of("image-first", "request-first", "again")) {
            assertThat(withoutWork(caller.awaitAnswer(other).path("answer")))
                    .as(other)
                    .isEqualTo(withoutWork(direct));
            assertThat(caller.object("answers/" + other + ".coco.json")).exists();
        }
        assertThat(withoutWork(first.path("answer"))).isEqualTo(withoutWork(direct));
        caller.awaitQuiet();
        assertThat(caller.passes()).isEqualTo(once);
        assertThat(HOOKS).allMatch(hook -> hook.contains(job)); // A listener may be told twice, of the same.
    }

    @Test
    @Order(2)
    void cocoFileAboutTwoImages_isAnsweredOnce_inEitherOrder() throws Exception {
        byte[] file = COCO.formatted(hookOrigin()).getBytes(UTF_8);
        caller.upload("coco-last", "val/cat.jpg", photo);
        caller.upload("coco-last", "coffee.jpg", TestSystem.example("coffee.jpg"));
        caller.upload("coco-last", "request.json", file);
        JsonNode images = caller.awaitAnswer("coco-last").path("answer").path("images");
        double once = caller.passes();
        caller.upload("coco-first", "request.json", file);
        caller.upload("coco-first", "coffee.jpg", TestSystem.example("coffee.jpg"));
        for (int delivery = 0; delivery < 3; delivery++) {
            caller.deliver("coco-first", "val/cat.jpg");
            caller.upload("coco-first", "val/cat.jpg", photo);
            caller.deliver("coco-first", "request.json");
        }
        JsonNode again = caller.awaitAnswer("coco-first").path("answer").path("images");
        caller.awaitQuiet();

        JsonNode direct =
                caller.refer(photo, "{\"tasks\": [\"tags\"], \"annotations\": [{\"id\": 8, " + CAT_BOX + "}]}");
        assertThat(images.findValuesAsText("image_id")).containsExactly("4", "5");
        assertThat(withoutWork(images.path(0).path("answer"))).isEqualTo(withoutWork(direct));
        for (int image = 0; image < images.size(); image++) {
            assertThat(withoutWork(again.path(image).path("answer")))
                    .isEqualTo(withoutWork(images.path(image).path("answer")));
        }
        assertThat(Files.readString(caller.object("answers/coco-first.coco.json")))
                .contains("\"file_name\":\"val/cat.jpg\"", "\"region_id\":\"9\"");
        assertThat(caller.passes()).isEqualTo(once);
        assertThat(Set.copyOf(HOOKS)) // A listener may be told twice.
                .hasSize(2)
                .anyMatch(hook -> hook.contains("coco-last"))
                .anyMatch(hook -> hook.contains("coco-first"));
    }

    // ---------------------------------------------------------------- failures and giving up

    @Test
    @Order(2)
    void badUpload_endsAsAProblem() throws Exception {
        caller.upload("bad", "image.jpg", photo);
        caller.upload("bad", "request.json", request("\"regions\": [{\"bbox\": [900, 0, 9, 9]}]"));

        JsonNode failed = caller.awaitAnswer("bad");
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("answer").path("code").asText()).isEqualTo("region_outside_image");
    }

    @Test
    @Order(2)
    void cancelledJob_isNotAnswered() throws Exception {
        caller.upload("cancelled", "request.json", request(CAT));
        assertThat(caller.status("cancelled").path("status").asText()).isEqualTo("queued");
        assertThat(caller.call("DELETE", "/v1/jobs/cancelled", "").body()).contains("\"status\":\"cancelled\"");
        caller.upload("cancelled", "image.jpg", photo);
        caller.awaitQuiet();

        assertThat(caller.object("answers/cancelled.json")).doesNotExist();
        assertThat(caller.status("cancelled").path("status").asText()).isEqualTo("cancelled");
        assertThat(caller.call("GET", "/v1/jobs/nobody", "").statusCode()).isEqualTo(404);
    }

    // ---------------------------------------------------------------- stopping

    @Test
    @Order(3)
    void stopInMidBatch_losesNothingAndAnswersNothingTwice() throws Exception {
        HOOKS.clear();
        List<String> jobs = IntStream.range(0, 12).mapToObj(i -> "stop-" + i).toList();
        for (int i = 0; i < jobs.size(); i++) {
            String regions = "\"tasks\": [\"tags\"], \"regions\": [{\"bbox\": [" + i + ", 5, 200, 200]}]";
            caller.upload(jobs.get(i), "image.jpg", photo);
            caller.upload(
                    jobs.get(i), "request.json", request(regions + ", \"webhook\": \"" + hookOrigin() + "/stop\""));
        }
        Caller.await("the encoder has work", () -> caller.sqs().inWork("encode") > 0);
        Process encode = machine.encodeService().process();
        encode.destroy();
        assertThat(encode.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // What it had not finished it has given back, so nobody waits for a time-out; another process goes on.
        assertThat(caller.sqs().inWork("encode")).isZero();
        for (String job : jobs) {
            assertThat(caller.awaitAnswer(job).path("status").asText()).as(job).isEqualTo("done");
        }
        caller.awaitQuiet();
        assertThat(Set.copyOf(HOOKS)).hasSameSizeAs(jobs); // A listener may be told twice.
        assertThat(caller.sqs().waiting("encode-dead") + caller.sqs().waiting("collect-dead"))
                .isZero();
    }

    @Test
    @Order(4)
    void poison_endsAmongTheDeadLetters() throws Exception {
        for (String queue : LocalCloud.QUEUES) {
            caller.send(queue, "{\"no\": \"job\"}");
        }
        for (String queue : LocalCloud.QUEUES) {
            Caller.await(
                    "the poison of " + queue + " is given up",
                    () -> caller.sqs().waiting(queue + "-dead") + caller.sqs().inWork(queue + "-dead") == 1);
        }
    }

    @Test
    @Order(5)
    void jobThatNobodyLivedToAnswer_isAnsweredFromTheDeadLetters_andReplayed() throws Exception {
        caller.upload("orphan", "image.jpg", photo); // Alone it starts nothing, so its message may be lost.
        caller.awaitQuiet();
        caller.send("encode-dead", "{\"job\": \"orphan\"}");
        JsonNode failed = caller.awaitAnswer("orphan");
        assertThat(failed.path("status").asText()).isEqualTo("failed");

        caller.upload("orphan", "request.json", request(CAT));
        assertThat(caller.call("POST", "/v1/jobs/orphan/replay", "").statusCode())
                .isEqualTo(202);
        caller.awaitAnswer("orphan+2");
        assertThat(caller.status("orphan").path("status").asText()).isEqualTo("done");
        assertThat(caller.call("POST", "/v1/jobs/orphan/replay", "").statusCode())
                .isEqualTo(400);
    }

    private static byte[] request(String members) {
        return ("{" + members + "}").getBytes(UTF_8);
    }

    /** The answer without what depends on the store's earlier content and on the clock. */
    private static JsonNode withoutWork(JsonNode answer) {
        return ((ObjectNode) answer.deepCopy()).without(List.of("timings_ms", "cache"));
    }
}
