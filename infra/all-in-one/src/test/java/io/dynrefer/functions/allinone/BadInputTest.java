package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.functions.common.TinyWeights;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.MultiPartSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad input over HTTP: the right status, code and field, and nothing in the store afterwards. */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class BadInputTest {
    private static final byte[] PHOTO = png(64, 48, BufferedImage.TYPE_INT_RGB);
    private static final String REGION = "{\"bbox\": [8, 8, 24, 24]}";

    @Inject
    BlobStore store;

    private List<BlobKey> before = List.of();

    @BeforeEach
    void noteWhatIsStored() {
        before = store.list("");
    }

    /** A bad request and what it is answered with. */
    record Case(String name, byte[] image, String json, int status, String code, String field) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(images(), regions(), questions()).flatMap(cases -> cases);
    }

    private static Stream<Case> images() {
        byte[] bomb = png(8_000, 5_000, BufferedImage.TYPE_BYTE_BINARY);
        return Stream.of(
                new Case("not an image", "hello".getBytes(UTF_8), regions(REGION), 415, "not_an_image", "image"),
                new Case("empty image", new byte[0], regions(REGION), 415, "not_an_image", "image"),
                new Case(
                        "truncated image",
                        Arrays.copyOf(PHOTO, PHOTO.length / 2),
                        regions(REGION),
                        422,
                        "unreadable_image",
                        "image"),
                new Case("40-megapixel bomb", bomb, regions(REGION), 413, "too_large", "image"));
    }

    private static Stream<Case> regions() {
        return Stream.of(
                region("region outside", "{\"bbox\": [500, 500, 10, 10]}", 422, "region_outside_image", "bbox"),
                region("empty region", "{\"bbox\": [8, 8, 0, 10]}", 422, "empty_region", "bbox"),
                region("empty mask", "{\"rle\": {\"size\": [48, 64], \"counts\": [3072]}}", 422, "empty_region", "rle"),
                region(
                        "mask of another size",
                        "{\"rle\": {\"size\": [10, 10], \"counts\": [0, 100]}}",
                        400,
                        "invalid_request",
                        "rle.size"),
                region(
                        "box and polygon",
                        "{\"bbox\": [8, 8, 9, 9], \"polygon\": [[1, 1, 5, 1, 5, 5]]}",
                        400,
                        "invalid_request",
                        "polygon"),
                region(
                        "format of a box that is not there",
                        "{\"polygon\": [[1, 1, 5, 1, 5, 5]], \"bbox_format\": \"xyxy\"}",
                        400,
                        "invalid_request",
                        "bbox_format"),
                region(
                        "unknown format",
                        "{\"bbox\": [8, 8, 9, 9], \"bbox_format\": \"polar\"}",
                        400,
                        "invalid_request",
                        "bbox_format"),
                region("three coordinates", "{\"bbox\": [8, 8, 9]}", 400, "invalid_request", "bbox"),
                region("NaN coordinate", "{\"bbox\": [NaN, 8, 9, 9]}", 400, "invalid_request", "bbox"),
                region("infinite coordinate", "{\"bbox\": [1e999, 8, 9, 9]}", 400, "invalid_request", "bbox"),
                request("no regions", "{}", 400, "invalid_request", "regions"),
                request("empty list of regions", "{\"regions\": []}", 400, "invalid_request", "regions"),
                request(
                        "two regions of one id",
                        "{\"regions\": [{\"id\": 1, \"bbox\": [1, 1, 9, 9]}, {\"id\": 1, \"bbox\": [2, 2, 9, 9]}]}",
                        400,
                        "invalid_request",
                        "regions"));
    }

    private static Stream<Case> questions() {
        String huge =
                IntStream.range(0, 5_001).mapToObj(i -> "\"word" + i + "\"").collect(Collectors.joining(","));
        return Stream.of(
                asked("unknown task", "\"tasks\": [\"smell\"]", 400, "invalid_request", "tasks"),
                asked("no task", "\"tasks\": []", 400, "invalid_request", "tasks"),
                asked("empty vocabulary", "\"vocabulary\": []", 400, "invalid_request", "vocabulary"),
                asked("huge vocabulary", "\"vocabulary\": [" + huge + "]", 413, "too_large", "vocabulary"),
                asked(
                        "description alone",
                        "\"vocabulary\": [{\"description\": \"geese\"}]",
                        400,
                        "invalid_request",
                        "vocabulary"),
                asked("unknown view coefficient", "\"views\": [0, 0.1, 1.5]", 400, "invalid_request", "views"),
                asked("unknown views", "\"views\": \"best\"", 400, "invalid_request", "views"),
                asked("views without the region", "\"views\": [0.1, 0.2, 0.3]", 400, "invalid_request", "views"),
                asked(
                        "more views than the model takes",
                        "\"views\": [0, 0.1, 0.2, 0.3]",
                        400,
                        "invalid_request",
                        "views"),
                asked("threshold above one", "\"tag_threshold\": 1.5", 400, "invalid_request", "tag_threshold"),
                asked("top_k of zero", "\"top_k\": 0", 400, "invalid_request", "top_k"),
                asked("misspelt property", "\"taks\": [\"tags\"]", 400, "invalid_request", "taks"),
                asked("text for a number", "\"top_k\": \"five\"", 400, "invalid_request", "top_k"));
    }

    private static Case region(String name, String region, int status, String code, String field) {
        return new Case(name, PHOTO, regions(region), status, code, field);
    }

    private static Case asked(String name, String member, int status, String code, String field) {
        return request(name, "{\"regions\": [" + REGION + "], " + member + "}", status, code, field);
    }

    private static Case request(String name, String json, int status, String code, String field) {
        return new Case(name, PHOTO, json, status, code, field);
    }

    private static String regions(String region) {
        return "{\"regions\": [" + region + "]}";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void form_isRefusedAndNothingIsStored(Case bad) {
        check(
                bad,
                given().multiPart("image", "photo.png", bad.image())
                        .multiPart(inUtf8(bad.json()))
                        .post("/v1/refer"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void json_isRefusedAndNothingIsStored(Case bad) {
        String image = Base64.getEncoder().encodeToString(bad.image());
        String body = "{\"image\": \"" + image + "\"" + (bad.json().equals("{}") ? "" : ", ")
                + bad.json().substring(1);

        check(bad, given().contentType("application/json").body(body).post("/v1/refer"));
    }

    /** REST Assured's own default is US-ASCII. */
    private static MultiPartSpecification inUtf8(String json) {
        return new MultiPartSpecBuilder(json)
                .controlName("request")
                .mimeType("application/json")
                .charset(StandardCharsets.UTF_8)
                .build();
    }

    private void check(Case bad, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(bad.status());
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(bad.code());
        assertThat(response.jsonPath().getString("field")).startsWith(bad.field());
        assertThat(response.jsonPath().getString("message")).isNotBlank();
        assertThat(response.jsonPath().getBoolean("retryable")).isFalse();
        assertThat(response.jsonPath().getString("request_id")).isEqualTo(response.header("X-Request-Id"));
        assertThat(store.list("")).isEqualTo(before);
    }

    private static byte[] png(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int x = 0; x < Math.min(width, 64); x++) {
            image.setRGB(x, x % height, x * 0x030507);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
