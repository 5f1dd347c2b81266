package io.dynrefer.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.local.LocalCloud;
import io.dynrefer.local.LocalSqs;
import io.dynrefer.local.ObjectCreated;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who uses the running system: asks it, uploads to it, waits for it. */
record Caller(Machine machine) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern COMPUTED =
            Pattern.compile("dynrefer_encode_embeddings_total\\{source=\"computed\"} ([0-9.E]+)");

    /** Hands in a job; returns its id. */
    String submit(String body) throws Exception {
        HttpResponse<String> response = call("POST", "/v1/jobs", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String job = JSON.readTree(response.body()).path("id").asText();
        assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/v1/jobs/" + job);
        return job;
    }

    /** The answer to this request about a photo, at once. */
    JsonNode refer(byte[] photo, String request) throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree(request);
        body.put("image", Base64.getEncoder().encodeToString(photo));
        return JSON.readTree(call("POST", "/v1/refer", body.toString()).body());
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(machine.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(120))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What the API says about a job. */
    JsonNode status(String job) throws Exception {
        return JSON.readTree(call("GET", "/v1/jobs/" + job, "").body());
    }

    JsonNode awaitAnswer(String job) throws Exception {
        await("the job " + job + " is answered", () -> Files.exists(object("answers/" + job + ".json")));
        return status(job);
    }

    /** Waits until no message waits or is in work anywhere. */
    void awaitQuiet() throws InterruptedException {
        await(
                "the queues are empty",
                () -> LocalCloud.QUEUES.stream().allMatch(queue -> sqs().waiting(queue) + sqs().inWork(queue) == 0));
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Crops that went through the image encoder since the service started. */
    double passes() throws Exception {
        URI metrics = machine.encodeService().address().resolve("/q/metrics");
        String text = HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher value = COMPUTED.matcher(text);
        assertThat(value.find()).as(text).isTrue();
        return Double.parseDouble(value.group(1));
    }

    LocalSqs sqs() {
        return machine.cloud().sqs();
    }

    /** Where the S3 server keeps an object. */
    Path object(String key) {
        return machine.cloud().objects().resolve(key);
    }

    /** Writes an object into the bucket; the bucket tells of it. */
    void upload(String job, String name, byte[] content) {
        machine.cloud().put("uploads/" + job + "/" + name, content);
    }

    /** Repeats the bucket's event about an object. */
    void deliver(String job, String name) {
        send(
                LocalCloud.UPLOADS,
                new ObjectCreated("dynrefer", "uploads/" + job + "/" + name, "ObjectCreated:Put", "e").notification());
    }

    /** Sends a message. */
    void send(String queue, String body) {
        String address =
                sqs().client().getQueueUrl(request -> request.queueName(queue)).queueUrl();
        sqs().client().sendMessage(request -> request.queueUrl(address).messageBody(body));
    }
}
