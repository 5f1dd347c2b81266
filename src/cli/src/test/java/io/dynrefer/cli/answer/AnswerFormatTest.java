package io.dynrefer.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void render_isTheGoldenFile(AnswerFormat format) {
        assertThat(format.render(Samples.photo())).isEqualTo(golden("sample." + format));
    }

    @Test
    void json_readsBackAsTheSameAnswer() {
        ReferResponse response = Samples.photo().response();
        assertThat(Json.read(AnswerFormat.JSON.render(Samples.photo()), ReferResponse.class))
                .isEqualTo(response);
    }

    @Test
    void jsonl_hasOneDocumentPerRegion() throws IOException {
        String[] lines = AnswerFormat.JSONL.render(Samples.photo()).split("\n", -1);
        assertThat(lines).hasSize(5).endsWith("");
        for (int i = 0; i < 4; i++) {
            assertThat(JSON.readTree(lines[i]).path("id").isTextual()).isTrue();
        }
    }

    @Test
    void csv_hasAsManyCellsInEveryRow() {
        // Four regions and the header; the golden file shows the quoting of commas and quotes.
        assertThat(AnswerFormat.CSV.render(Samples.photo()).split("\r\n")).hasSize(5);
    }

    @Test
    void coco_pointsAtExistingImagesAndCategories() throws IOException {
        JsonNode coco = JSON.readTree(AnswerFormat.COCO.render(Samples.photo()));
        assertThat(coco.path("annotations")).hasSize(3);
        assertThat(coco.path("categories").findValuesAsText("name")).containsExactly("cat", "dog", "region");
        for (JsonNode annotation : coco.path("annotations")) {
            assertThat(coco.path("categories").findValuesAsText("id"))
                    .contains(annotation.path("category_id").asText());
            assertThat(annotation.path("image_id"))
                    .isEqualTo(coco.path("images").path(0).path("id"));
        }
    }

    @Test
    void labelStudio_givesEveryPartOfARegionTheSameIdAndPercentBox() throws IOException {
        JsonNode results =
                JSON.readTree(AnswerFormat.LABEL_STUDIO.render(Samples.photo())).at("/0/predictions/0/result");
        assertThat(results).isNotEmpty();
        for (JsonNode result : results) {
            if (result.path("id").asText().equals("cat")) {
                assertThat(result.at("/value/x").asDouble()).isEqualTo(10);
                assertThat(result.at("/value/y").asDouble()).isEqualTo(15);
                assertThat(result.at("/value/width").asDouble()).isEqualTo(25.125);
                assertThat(result.at("/value/height").asDouble()).isEqualTo(25);
            }
        }
        assertThat(results.findValuesAsText("id")).containsExactly("cat", "cat", "cat", "cat", "7", "empty");
    }

    private static String golden(String name) {
        try (InputStream stream = AnswerFormatTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
