package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The backend of Label Studio, with requests as Label Studio 1 sends them, and a server in its place for the images.
 */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
@QuarkusTestResource(value = LabelStudioTest.Images.class, restrictToAnnotatedClass = true)
class LabelStudioTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = """
            <View>
              <Image name="picture" value="$photo"/>
              <RectangleLabels name="kind" toName="picture"><Label value="cup"/><Label value="spoon"/></RectangleLabels>
              <TextArea name="words" toName="picture" perRegion="true"/>
              <Choices name="my attributes" toName="picture" perRegion="true" choice="multiple">
                <Choice value="color:white"/><Choice value="state:wet"/>
              </Choices>
            </View>
            """;

    /** Label Studio's images, behind a token. */
    public static final class Images implements QuarkusTestResourceLifecycleManager {
        private @Nullable HttpServer server;

        @Override
        public Map<String, String> start() {
            HttpServer images;
            try {
                images = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            images.createContext("/data/upload/1/coffee.jpg", exchange -> {
                boolean known =
                        "Token secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] photo = known ? Files.readAllBytes(Path.of("../../examples/coffee.jpg")) : new byte[0];
                exchange.sendResponseHeaders(known ? 200 : 401, photo.length == 0 ? -1 : photo.length);
                exchange.getResponseBody().write(photo);
                exchange.close();
            });
            images.start();
            server = images;
            return Map.of(
                    "dynrefer.label-studio.url",
                    "http://localhost:" + images.getAddress().getPort(),
                    "dynrefer.label-studio.token",
                    "secret");
        }

        @Override
        public void stop() {
            if (server != null) {
                server.stop(0);
            }
        }
    }

    private static ObjectNode request(String photo) {
        ObjectNode request =
                JSON.createObjectNode().put("project", "7.1764500000").put("label_config", CONFIG);
        request.putNull("model_version");
        ObjectNode task = request.putArray("tasks").addObject().put("id", 31);
        task.putObject("data").put("photo", photo);
        task.putArray("annotations");
        task.putArray("predictions");
        request.putObject("params").putNull("login").putNull("password").putNull("context");
        return request;
    }

    /** A rectangle of the whole cup, as Label Studio's editor has it. */
    private static void draw(ObjectNode result, String id) {
        result.put("id", id)
                .put("type", "rectanglelabels")
                .put("from_name", "kind")
                .put("to_name", "picture");
        result.put("original_width", 600).put("original_height", 400).put("image_rotation", 0);
        result.putObject("value")
                .put("x", 28.333333)
                .put("y", 4.25)
                .put("width", 40.0)
                .put("height", 73.0)
                .put("rotation", 0)
                .putArray("rectanglelabels")
                .add("cup");
    }

    private static JsonNode predict(ObjectNode request) throws IOException {
        return JSON.readTree(given().contentType("application/json")
                .body(request.toString())
                .post("/predict")
                .then()
                .statusCode(200)
                .body("results", hasSize(1))
                .body("results[0].model_version", startsWith("tiny (untrained)"))
                .extract()
                .asString());
    }

    @Test
    void health_isWhatItsConnectionTestAsksFor() {
        get("/health").then().statusCode(200).body("status", equalTo("UP")).body("model_class", equalTo("DynRefer"));
    }

    @Test
    void setup_namesTheModel_andRefusesWhatShowsNoImage() {
        given().contentType("application/json")
                .body(JSON.createObjectNode()
                        .put("project", "7.1764500000")
                        .put("schema", CONFIG)
                        .put("hostname", "http://localhost:8081")
                        .put("access_token", "secret")
                        .toString())
                .post("/setup")
                .then()
                .statusCode(200)
                .body("model_version", startsWith("tiny (untrained)"));
        given().contentType("application/json")
                .body("{\"schema\": \"<View><Text name='t' value='$t'/></View>\"}")
                .post("/setup")
                .then()
                .statusCode(400)
                .body("message", containsString("shows no Image"));
    }

    @Test
    void predict_regionJustDrawn_isAnsweredInEveryControl() throws IOException {
        ObjectNode request = request("/data/upload/1/coffee.jpg");
        draw(
                ((ObjectNode) request.get("params"))
                        .putObject("context")
                        .putArray("result")
                        .addObject(),
                "aB3");

        JsonNode results = predict(request).at("/results/0/result");

        assertThat(results.findValuesAsText("from_name")).contains("kind", "words");
        JsonNode label = results.get(0);
        assertThat(label.path("id").asText()).isEqualTo("aB3");
        assertThat(label.path("type").asText()).isEqualTo("rectanglelabels");
        assertThat(label.path("to_name").asText()).isEqualTo("picture");
        assertThat(label.path("original_width").asInt()).isEqualTo(600);
        assertThat(label.at("/value/width").asDouble()).isEqualTo(40.0);
        assertThat(label.at("/value/rectanglelabels/0").asText()).isIn("cup", "spoon");
        for (JsonNode result : results) {
            if (result.path("from_name").asText().equals("words")) {
                assertThat(result.at("/value/text")).hasSize(1);
            }
            if (result.path("from_name").asText().equals("my attributes")) {
                assertThat(result.path("score").asDouble()).isBetween(0.5, 1.0);
                assertThat(result.at("/value/choices"))
                        .extracting(JsonNode::asText)
                        .isSubsetOf("color:white", "state:wet");
            }
        }
    }

    @Test
    void predict_regionsOfTheNewestAnnotation_areAnswered() throws IOException {
        ObjectNode request = request("/data/upload/1/coffee.jpg");
        ObjectNode task = (ObjectNode) request.at("/tasks/0");
        var result = task.withArray("/annotations").addObject().putArray("result");
        draw(result.addObject(), "one");
        draw(result.addObject(), "two");
        ObjectNode polygon = result.addObject().put("id", "three").put("type", "polygonlabels");
        var points = polygon.putObject("value").putArray("points");
        points.addArray().add(10).add(10);
        points.addArray().add(60).add(10);
        points.addArray().add(60).add(90);

        assertThat(predict(request).at("/results/0/result").findValuesAsText("id"))
                .contains("one", "two", "three");
    }

    @Test
    void predict_taskWithoutARegion_orWhoseImageIsNotToBeHad_hasNoResult() throws IOException {
        assertThat(predict(request("/data/upload/1/coffee.jpg")).at("/results/0/result"))
                .isEmpty();

        ObjectNode elsewhere = request("http://elsewhere.example/cat.jpg");
        draw(
                ((ObjectNode) elsewhere.get("params"))
                        .putObject("context")
                        .putArray("result")
                        .addObject(),
                "x");
        assertThat(predict(elsewhere).at("/results/0/result")).isEmpty();
    }
}
