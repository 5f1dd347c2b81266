package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class ApiTest {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final Path PHOTO = EXAMPLES.resolve("coffee.jpg");
    /** {@code %test.dynrefer.gateway.max-body-bytes} */
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** Longer than any job here takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String TWO_REGIONS =
            "{\"regions\": [{\"id\": \"cup\", \"bbox\": [170, 17, 240, 292]}, {\"id\": \"off\", \"bbox\": [900, 0, 9, 9]}]";

    private static ValidatableResponse ask(String path, String request) {
        return given().multiPart("image", PHOTO.toFile())
                .multiPart("request", request)
                .post(path)
                .then();
    }

    @Test
    void refer_answersEveryTaskAndKeepsErrorsToTheirRegion() {
        ask("/v1/refer", TWO_REGIONS + "}")
                .statusCode(200)
                .body("regions.id", contains("cup", "off"))
                .body("regions[0].bbox", contains(170f, 17f, 240f, 292f))
                .body("regions[0].tags", notNullValue())
                .body("regions[0].categories", hasSize(5))
                .body("regions[0].attributes", hasSize(5))
                .body("regions[0].caption.text", notNullValue())
                .body("regions[0].views.caption.t", contains(0f, 0.4f, 0.5f))
                .body("regions[0].error", nullValue())
                .body("regions[1].error.code", equalTo("region_outside_image"))
                .body("regions[1].caption", nullValue())
                .body("warnings[0]", containsString("untrained"));
    }

    @Test
    void refer_takesTheImageAsBase64AndAsADataUri() throws IOException {
        String photo = Base64.getEncoder().encodeToString(Files.readAllBytes(PHOTO));

        for (String image : List.of(photo, "data:image/jpeg;base64," + photo)) {
            given().contentType("application/json")
                    .body("{\"image\": \"" + image + "\", " + TWO_REGIONS.substring(1) + ", \"tasks\": [\"tags\"]}")
                    .post("/v1/refer")
                    .then()
                    .statusCode(200)
                    .body("regions[0].views.keySet()", contains("tags"))
                    .body("regions[0]", not(hasKey("caption")));
        }
    }

    @Test
    void proposals_ofWeightsWithoutABoxHead_areRefusedWithTheWayOut() {
        for (String path : List.of("/v1/proposals", "/v1/dense-captions")) {
            ask(path, "{\"most\": 3}").statusCode(400).body("message", containsString("train-boxes"));
        }
        ask("/v1/refer", "{\"regions\": [{\"point\": [290, 160]}]}")
                .statusCode(400)
                .body("message", containsString("train-boxes"));
    }

    @Test
    void proposals_wrongMembers_areNamed() {
        ask("/v1/proposals", "{\"most\": 0}").statusCode(400).body("field", equalTo("most"));
        ask("/v1/proposals", "{\"point\": [1]}").statusCode(400).body("field", equalTo("point"));
        ask("/v1/dense-captions", "{\"box_overlap\": 2}").statusCode(400).body("field", equalTo("box_overlap"));
        ask("/v1/refer", "{\"regions\": [{\"point\": [1, 2], \"bbox\": [1, 2, 3, 4]}]}")
                .statusCode(400)
                .body("field", equalTo("regions[0]"));
    }

    @Test
    void denseCaptions_ofGivenBoxes_areAnsweredWithoutABoxHead() {
        ask("/v1/dense-captions", TWO_REGIONS + "}")
                .statusCode(200)
                .body("regions.id", contains("cup", "off"))
                .body("regions[0].caption.text", notNullValue())
                .body("regions[0]", not(hasKey("tags")))
                .body("regions[0]", not(hasKey("proposal")));
    }

    @Test
    void refer_streamsRegionsAndTasksAsTheyAreAnswered() {
        String events = given().multiPart("image", PHOTO.toFile())
                .multiPart("request", TWO_REGIONS + ", \"tasks\": [\"category\", \"caption\"], \"top_k\": 1}")
                .accept("text/event-stream")
                .post("/v1/refer")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .extract()
                .asString();

        assertThat(Pattern.compile("event:(\\w+)").matcher(events).results().map(event -> event.group(1)))
                .containsExactly("region", "region", "region", "done");
        assertThat(events.indexOf("region_outside_image")).isBetween(0, events.indexOf("\"categories\""));
        assertThat(events.indexOf("\"categories\"")).isLessThan(events.indexOf("\"caption\":{"));
        assertThat(events.substring(events.indexOf("event:done"))).contains("\"timings_ms\"");
    }

    @Test
    void refer_refusesAStreamAsAnOrdinaryProblem() {
        given().multiPart("image", PHOTO.toFile())
                .multiPart("request", "{\"regions\": []}")
                .accept("text/event-stream")
                .post("/v1/refer")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("regions"));
    }

    @Test
    void refer_fetchesNothingFromAddresses() {
        given().contentType("application/json")
                .body("{\"image\": \"http://localhost/cat.jpg\", \"regions\": [{\"bbox\": [1, 1, 9, 9]}]}")
                .post("/v1/refer")
                .then()
                .statusCode(400)
                .body("field", equalTo("image"));
        given().contentType("application/json")
                .body("{\"image\": \"s3://private/cat.jpg\", \"regions\": [{\"bbox\": [1, 1, 9, 9]}]}")
                .post("/v1/refer")
                .then()
                .statusCode(400)
                .body("message", containsString("private"));
    }

    @Test
    void refer_refusesTwoImages() {
        ask("/v1/refer", TWO_REGIONS + ", \"image\": \"AAAA\"}").statusCode(400).body("field", equalTo("image"));
    }

    @Test
    void refer_namesThePartThatAFormLacks() {
        given().multiPart("image", PHOTO.toFile())
                .post("/v1/refer")
                .then()
                .statusCode(400)
                .body("field", equalTo("request"));
        given().multiPart("request", TWO_REGIONS + "}")
                .post("/v1/refer")
                .then()
                .statusCode(400)
                .body("field", equalTo("image"));
    }

    @Test
    void views_explainsTheSelectionPerTask() {
        ask("/v1/views", TWO_REGIONS + ", \"tasks\": [\"tags\", \"caption\"], \"views\": [0, 0.1, 1]}")
                .statusCode(200)
                .body("regions[0].views.tags.t", contains(0f, 0.1f, 1f))
                .body("regions[0].views.caption[2].bbox", contains(0, 0, 600, 400))
                .body("regions[0].views.caption[1].hamming_distance", notNullValue())
                .body("regions[0].views.caption[1].hash_gain", notNullValue())
                .body("regions[1].error.code", equalTo("region_outside_image"));
    }

    @Test
    void job_isAnsweredAsTheRequestWouldBe() throws InterruptedException {
        String id = ask("/v1/jobs", TWO_REGIONS + "}")
                .statusCode(202)
                .body("status", equalTo("queued"))
                .header("Location", containsString("/v1/jobs/"))
                .extract()
                .path("id");
        long end = System.nanoTime() + PATIENCE.toNanos();
        String status = "queued";
        while ((status.equals("queued") || status.equals("running")) && System.nanoTime() < end) {
            Thread.sleep(50);
            status = get("/v1/jobs/" + id).then().statusCode(200).extract().path("status");
        }

        assertThat(status).isEqualTo("done");
        Object now = ask("/v1/refer", TWO_REGIONS + "}").extract().path("regions");
        Object later = get("/v1/jobs/" + id).then().extract().path("answer.regions");
        assertThat(later).isEqualTo(now);
        given().delete("/v1/jobs/" + id).then().statusCode(200).body("status", equalTo("done"));
    }

    @Test
    void job_isRefusedAsTheRequestWouldBe() {
        ask("/v1/jobs", "{\"regions\": [{\"bbox\": [900, 0, 9, 9]}]}")
                .statusCode(422)
                .body("code", equalTo("region_outside_image"));
        ask("/v1/jobs", TWO_REGIONS + ", \"webhook\": \"https://elsewhere.example/\"}")
                .statusCode(400)
                .body("field", equalTo("webhook"));
        problem(get("/v1/jobs/nobody").then(), 404, "job");
        problem(get("/v1/jobs/a.b").then(), 400, "job");
        problem(given().delete("/v1/jobs/nobody").then(), 404, "job");
    }

    @Test
    void tasksAndModels_sayWhatCanBeAsked() {
        get("/v1/tasks")
                .then()
                .statusCode(200)
                .body("tasks.task", contains("tags", "category", "attributes", "caption"))
                .body("tasks[3].views", contains(0f, 0.4f, 0.5f));
        get("/v1/models")
                .then()
                .statusCode(200)
                .body("models[0].preset", equalTo("tiny"))
                .body("models[0].view_count", equalTo(3))
                .body("models[0].trained", equalTo(false));
    }

    @Test
    void problem_saysWhatTheFrameworkRefuses() {
        problem(get("/v1/smells").then(), 404, "path");
        problem(given().delete("/v1/refer").then(), 405, "method");
        problem(given().contentType("text/plain").body("x").post("/v1/refer").then(), 415, "Content-Type");
        problem(given().accept("image/png").get("/v1/tasks").then(), 406, "Accept");
        problem(
                given().contentType("application/json")
                        .body("{\"image\": tru")
                        .post("/v1/refer")
                        .then(),
                400,
                "body");
        problem(given().contentType("application/json").post("/v1/refer").then(), 400, "body");
    }

    @Test
    void method_thatIsNotTaken_isAnsweredWithThoseThatAre() {
        given().delete("/v1/refer").then().statusCode(405).header("Allow", containsString("POST"));
        given().post("/v1/jobs/a").then().statusCode(405).header("Allow", containsString("DELETE, GET"));
        given().post("/v1/tasks").then().statusCode(405).header("Allow", containsString("GET"));
    }

    @Test
    void examples_ofTheDocument_areAnswered() {
        ApiDocument document = ApiDocument.read();

        assertThat(document.examples()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(example -> {
            assertThat(document.faults(example.path(), example.value())).isEmpty();
            given().contentType("application/json")
                    .body(example.value().toString())
                    .post(example.path())
                    .then()
                    .statusCode(findsBoxes(example) ? 400 : 200);
        });
    }

    /** What weights without a box head, as these, refuse. */
    private static boolean findsBoxes(ApiDocument.Example example) {
        return example.path().equals("/v1/proposals")
                || example.path().equals("/v1/dense-captions")
                        && !example.value().has("regions");
    }

    @Test
    void search_withoutAnIndex_saysHowToStartWithOne() {
        given().contentType("application/json")
                .body("{\"query\": \"red suitcase\"}")
                .post("/v1/search")
                .then()
                .statusCode(404)
                .body("message", containsString("--index"));
    }

    @Test
    void search_forNothing_isRefused() {
        given().contentType("application/json")
                .body("{\"top_k\": 3}")
                .post("/v1/search")
                .then()
                .statusCode(400)
                .body("field", equalTo("query"));
    }

    @Test
    void document_refusesWhatTheServerRefuses() throws JsonProcessingException {
        ApiDocument document = ApiDocument.read();
        JsonNode image = document.examples().get(0).value().path("image");

        for (String request : List.of(
                "{\"regions\": [{\"bbox\": [1, 1, 5, 5]}]}",
                "{\"image\": %s}",
                "{\"image\": %s, \"regions\": []}",
                "{\"image\": %s, \"regions\": [{\"bbox_format\": \"xyxy\"}]}",
                "{\"image\": %s, \"regions\": [{\"bbox\": [1, 1, 5, 5]}], \"vocabulary\": []}",
                "{\"image\": %s, \"regions\": [{\"bbox\": [1, 1, 5, 5]}], \"taks\": []}")) {
            String body = request.formatted(image);
            assertThat(document.faults("/v1/refer", new ObjectMapper().readTree(body)))
                    .as(request)
                    .isNotEmpty();
            given().contentType("application/json")
                    .body(body)
                    .post("/v1/refer")
                    .then()
                    .statusCode(400);
        }
    }

    private static void problem(ValidatableResponse response, int status, String field) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("field", equalTo(field))
                .body("retryable", equalTo(false));
    }

    @Test
    void requestId_isTheCallersIfItIsPlain() {
        given().header("X-Request-Id", "abc-1")
                .get("/v1/smells")
                .then()
                .header("X-Request-Id", equalTo("abc-1"))
                .body("request_id", equalTo("abc-1"));
        given().header("X-Request-Id", "two words")
                .get("/v1/tasks")
                .then()
                .header("X-Request-Id", not(equalTo("two words")));
    }

    @Test
    void body_overTheLimitIsRefusedWhetherItAnnouncesItselfOrNot() throws IOException, InterruptedException {
        byte[] large = new byte[MAX_BODY_BYTES + 1];
        HttpClient client = HttpClient.newHttpClient();

        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.ofByteArray(large),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/refer"))
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(ApiDocument.read()
                            .faults(
                                    "POST",
                                    "/v1/refer",
                                    413,
                                    name -> response.headers().firstValue(name).orElse(null),
                                    response.body()))
                    .isEmpty();
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"code\":\"too_large\"").contains("\"field\":\"body\"");
        }
    }

    @Test
    void otherOrigins_areNotAllowed() {
        given().header("Origin", "http://elsewhere.example")
                .get("/v1/tasks")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void metrics_countTheWorkOfAnswers() {
        ask("/v1/refer", TWO_REGIONS + ", \"tasks\": [\"tags\"]}").statusCode(200);

        get("/q/metrics")
                .then()
                .body(containsString("dynrefer_refer_embeddings_total"))
                .body(containsString("dynrefer_refer_time_seconds_count{stage=\"encode\"}"));
    }

    @Test
    void operations_areThere() {
        get("/q/health/live").then().statusCode(200);
        get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("store"));
        get("/q/metrics").then().statusCode(200).body(containsString("http_server_requests"));
        get("/q/swagger-ui/").then().statusCode(200);
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/v1/refer"))
                .body("paths.'/v1/refer'.post.summary", notNullValue())
                .body("components.schemas.keySet()", not(hasItem("ReferResponse")));
    }

    @Test
    void welcome_printsACommandThatCanBePasted(@TempDir Path elsewhere) {
        assertThat(Welcome.text("http://localhost:1", EXAMPLES))
                .contains("curl -s http://localhost:1/v1/refer -F 'image=@"
                        + PHOTO.toAbsolutePath().normalize() + "'")
                .contains("\"bbox\": [170, 17, 240, 292]");
        assertThat(Welcome.text("http://localhost:1", elsewhere)).contains("curl -s http://localhost:1/v1/tasks");
    }

    @Test
    void refer_byExample_withWeightsThatCompareWordsAlone_saysSo() {
        ask(
                        "/v1/refer",
                        "{\"tasks\": [\"category\"], \"regions\": [{\"bbox\": [170, 17, 240, 292]}], \"vocabulary\": [\"cup\","
                                + " {\"name\": \"mine\", \"examples\": [{\"bbox\": [170, 17, 240, 292]}]}]}")
                .statusCode(400)
                .body("field", equalTo("vocabulary.categories"))
                .body("message", containsString("compare regions with words alone"));
    }

    @Test
    void refer_aBadExample_isNamed() {
        ask(
                        "/v1/refer",
                        "{\"tasks\": [\"category\"], \"regions\": [{\"bbox\": [170, 17, 240, 292]}], \"vocabulary\": ["
                                + "{\"name\": \"mine\", \"examples\": [{\"bbox\": [9000, 17, 240, 292]}]}]}")
                .statusCode(422)
                .body("code", equalTo("region_outside_image"))
                .body("field", startsWith("vocabulary.categories[0].examples[0]"));
    }

    @Test
    void job_byExample_isRefusedInWords() {
        ask(
                        "/v1/jobs",
                        "{\"tasks\": [\"category\"], \"regions\": [{\"bbox\": [170, 17, 240, 292]}], \"vocabulary\": ["
                                + "{\"name\": \"mine\", \"examples\": [{\"bbox\": [170, 17, 240, 292]}]}]}")
                .statusCode(400)
                .body("field", equalTo("vocabulary"))
                .body("message", containsString("/v1/refer"));
    }
}
