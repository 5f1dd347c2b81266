package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAI chat API, with requests as its clients send them, and what hosts of models call. */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class ChatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 120;
    private static final int HEIGHT = 80;

    /** A photo as Describe Anything's clients send it: its colours, and opaque where the region is. */
    private static String masked(int x, int y, int width, int height) {
        try {
            BufferedImage photo =
                    ImageIO.read(Path.of("../../examples/coffee.jpg").toFile());
            BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
            for (int py = 0; py < HEIGHT; py++) {
                for (int px = 0; px < WIDTH; px++) {
                    boolean inside = px >= x && px < x + width && py >= y && py < y + height;
                    small.setRGB(px, py, photo.getRGB(px * 5, py * 5) & 0xFFFFFF | (inside ? 0xFF000000 : 0));
                }
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(small, "png", png);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the client of Describe Anything's examples sends, recorded. */
    private static ObjectNode request(String image, String text) {
        ObjectNode request = JSON.createObjectNode().put("model", "describe_anything_model");
        ObjectNode message = request.putArray("messages").addObject().put("role", "user");
        var content = message.putArray("content");
        content.addObject().put("type", "image_url").putObject("image_url").put("url", image);
        content.addObject().put("type", "text").put("text", text);
        return request.put("max_tokens", 512)
                .put("temperature", 0.2)
                .put("top_p", 0.9)
                .put("num_beams", 1);
    }

    private static ValidatableResponse post(String path, JsonNode request) {
        return given().contentType("application/json")
                .body(request.toString())
                .post(path)
                .then();
    }

    @Test
    void chat_alphaChannel_isTheRegion() {
        ObjectNode request = request(masked(20, 10, 50, 40), "<image>\nDescribe the masked region in detail.");
        JsonNode answer = tree(post("/v1/chat/completions", request)
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("object", equalTo("chat.completion"))
                .body("choices[0].message.role", equalTo("assistant"))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("regions[0].bbox", contains(20f, 10f, 50f, 40f))
                .body("warnings", containsInAnyOrder("'temperature' is ignored.", "'top_p' is ignored.")));
        assertThat(answer.at("/choices/0/message/content")).isEqualTo(answer.at("/regions/0/caption/text"));
        assertThat(answer.at("/usage/total_tokens").asInt())
                .isEqualTo(answer.at("/usage/prompt_tokens").asInt()
                        + answer.at("/usage/completion_tokens").asInt());
        // The colours around the region count: the same box of the opaque photo has the same answer.
        ObjectNode boxed = request(masked(0, 0, WIDTH, HEIGHT), "Describe [20, 10, 50, 40].");
        assertThat(tree(post("/chat/completions", boxed).statusCode(200)).at("/choices/0/message/content"))
                .isEqualTo(answer.at("/choices/0/message/content"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is in [10, 20, 30, 40]?|10.0 20.0 30.0 40.0",
                "xyxy [10, 20, 40, 60]|10.0 20.0 30.0 40.0",
                "<box>10,20,40,60</box>|10.0 20.0 30.0 40.0",
                "between (10,20) and so on: (10, 20), (40, 60)|10.0 20.0 30.0 40.0",
                "[0.25, 0.25, 0.5, 0.5]|30.0 20.0 60.0 40.0",
                "What is this?|0.0 0.0 120.0 80.0"
            })
    void chat_boxInTheText_isTheRegion(String text, String box) {
        JsonNode answer = tree(post("/v1/chat/completions", request(masked(0, 0, WIDTH, HEIGHT), text))
                .statusCode(200));
        assertThat(answer.at("/regions/0/bbox")).extracting(JsonNode::asText).containsExactly(box.split(" "));
    }

    @Test
    void chat_membersOfAQuestion_areTakenAsInRefer() {
        ObjectNode request = request(masked(0, 0, WIDTH, HEIGHT), "Which?");
        request.putArray("regions")
                .addObject()
                .put("id", "cup")
                .putArray("bbox")
                .add(34)
                .add(3)
                .add(48)
                .add(58);
        request.putArray("tasks").add("category");
        request.putArray("vocabulary").add("cup").add("tree");
        JsonNode answer = tree(post("/v1/chat/completions", request).statusCode(200));
        assertThat(answer.at("/choices/0/message/content").asText()).isIn("cup", "tree");
        assertThat(answer.at("/regions/0/id").asText()).isEqualTo("cup");
    }

    @Test
    void chat_stream_isTheSameTextInChunks() throws IOException {
        ObjectNode request = request(masked(20, 10, 50, 40), "Describe it.");
        String whole = tree(post("/v1/chat/completions", request))
                .at("/choices/0/message/content")
                .asText();
        request.put("stream", true).putObject("stream_options").put("include_usage", true);

        String events = given().contentType("application/json")
                .body(request.toString())
                .post("/chat/completions")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .extract()
                .asString();

        List<String> data = events.lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring("data: ".length()))
                .toList();
        assertThat(data).endsWith("[DONE]");
        StringBuilder text = new StringBuilder();
        JsonNode last = JSON.missingNode();
        for (String event : data.subList(0, data.size() - 1)) {
            last = JSON.readTree(event);
            assertThat(last.path("object").asText()).isEqualTo("chat.completion.chunk");
            text.append(last.at("/choices/0/delta/content").asText());
        }
        assertThat(text).hasToString(whole);
        assertThat(last.at("/usage/prompt_tokens").asInt()).isPositive();
    }

    @Test
    void chat_whatIsWrong_isSaidInTheFormOfThatApi() {
        post("/v1/chat/completions", JSON.createObjectNode())
                .statusCode(400)
                .body("error.param", equalTo("messages"))
                .body("error.type", equalTo("invalid_request_error"));
        post("/v1/chat/completions", request("http://localhost/cat.jpg", "What?"))
                .statusCode(400)
                .body("error.message", containsString("not fetched from addresses"));
        post("/v1/chat/completions", request("data:image/png;base64,AAAA", "What?"))
                .statusCode(415)
                .body("error.code", equalTo("not_an_image"));
    }

    @Test
    void hosting_pingAndInvocations_areAsInSageMaker() {
        get("/ping").then().statusCode(200);
        get("/v2/health/ready").then().statusCode(200);
        get("/v2/health/live").then().statusCode(200);
        ObjectNode refer = JSON.createObjectNode().put("image", masked(0, 0, WIDTH, HEIGHT));
        refer.putArray("regions")
                .addObject()
                .putArray("bbox")
                .add(1)
                .add(2)
                .add(30)
                .add(40);
        refer.putArray("tasks").add("tags");
        post("/invocations", refer).statusCode(200).body("regions[0]", hasKey("tags"));
        post("/invocations", request(masked(1, 2, 30, 40), "What?"))
                .statusCode(200)
                .body("choices", hasSize(1));
    }

    @Test
    void page_isServedWithAStrictPolicy_andTheApiIsNotTouchedByIt() {
        get("/").then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .header("Cache-Control", equalTo("no-cache"))
                .body(containsString("page/page.js"));
        for (String file : List.of("page.js", "page.css", "icon.svg", "examples/coffee.jpg")) {
            get("/page/" + file).then().statusCode(200).header("Content-Security-Policy", containsString("'self'"));
        }
        get("/v1/tasks").then().statusCode(200).header("Content-Security-Policy", nullValue());
    }

    @Test
    void views_nameEveryCandidate() {
        ObjectNode request = JSON.createObjectNode().put("image", masked(0, 0, WIDTH, HEIGHT));
        request.putArray("regions")
                .addObject()
                .putArray("bbox")
                .add(34)
                .add(3)
                .add(48)
                .add(58);
        post("/v1/views", request)
                .statusCode(200)
                .body("regions[0].candidates", hasSize(10))
                .body("regions[0].candidates.t", contains(0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 1f));
        post("/v1/refer", request).statusCode(200).body("regions[0]", not(hasKey("candidates")));
    }

    private static JsonNode tree(ValidatableResponse response) {
        try {
            return JSON.readTree(response.extract().asString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
