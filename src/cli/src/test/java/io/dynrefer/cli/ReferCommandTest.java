package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.cli.answer.AnswerFormat;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole system in this process, with random weights. */
class ReferCommandTest {
    private static final String[] EYE = {"--box", "132,86,78,64"};

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    @Test
    void refer_box_answersEveryTaskInReadableForm() {
        Run run = refer(EYE);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(
                        "cat.jpg (jpeg, 451 x 300)",
                        "untrained",
                        "WARNING  The weights of 'tiny' are untrained",
                        "Region 0: x, y, width, height = 132, 86, 78, 64",
                        "Tags (probability)",
                        "Category (logit)",
                        "Attributes (probability)",
                        "Caption (beam score",
                        "Timings")
                .containsSubsequence(
                        "receive", "views", "encode", "tags", "category", "attributes", "caption", "total");
    }

    @Test
    void refer_json_namesTheViewsOfEachTask() {
        JsonNode answer = refer("--json", EYE[0], EYE[1]).json();

        assertThat(answer.at("/model/trained").asBoolean(true)).isFalse();
        JsonNode region = answer.at("/regions/0");
        assertThat(region.path("views").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("tags", "category", "attributes", "caption");
        assertThat(region.at("/views/caption").findValues("t"))
                .extracting(JsonNode::doubleValue)
                .containsExactly(0.0, 0.4, 0.5);
        assertThat(region.path("categories")).hasSize(5);
        assertThat(region.path("caption").path("text").isTextual()).isTrue();
    }

    @Test
    void refer_freshStores_giveTheSameAnswer() {
        Run first =
                refer("--json", EYE[0], EYE[1], "--store", folder.resolve("one").toString());
        Run second =
                refer("--json", EYE[0], EYE[1], "--store", folder.resolve("two").toString());

        assertThat(withoutTimings(first)).isEqualTo(withoutTimings(second));
    }

    @Test
    void refer_sameStoreAgain_computesNothing() {
        String store = folder.resolve("store").toString();
        JsonNode first = refer("--json", EYE[0], EYE[1], "--store", store).json();
        JsonNode second = refer("--json", EYE[0], EYE[1], "--store", store).json();

        assertThat(first.at("/cache/embeddings_computed").asInt()).isPositive();
        assertThat(second.at("/cache/embeddings_computed").asInt()).isZero();
        assertThat(second.at("/cache/representations_computed").asInt()).isZero();
        assertThat(second.at("/cache/answers_found").asInt()).isEqualTo(4);
        assertThat(second.path("regions")).isEqualTo(first.path("regions"));
    }

    @Test
    void refer_questionOptions_reachTheAnswer() {
        JsonNode answer = refer(
                        "--json",
                        EYE[0],
                        EYE[1],
                        "--task",
                        "category,attributes,caption",
                        "--vocabulary",
                        "cat, dog,fish",
                        "--attributes",
                        "color:red,wet",
                        "--controls",
                        "eye,green",
                        "--views",
                        "0,0.1,0.5",
                        "--top-k",
                        "2",
                        "--beams",
                        "2",
                        "--max-new-tokens",
                        "3")
                .json();

        JsonNode region = answer.at("/regions/0");
        assertThat(region.has("tags")).isFalse();
        assertThat(region.path("categories").findValuesAsText("name"))
                .hasSize(2)
                .isSubsetOf("cat", "dog", "fish");
        assertThat(region.path("attributes").findValuesAsText("name")).containsExactlyInAnyOrder("color:red", "wet");
        assertThat(region.at("/caption/control_words"))
                .extracting(JsonNode::asText)
                .containsExactly("eye", "green");
        assertThat(region.at("/views/caption").findValues("t")).hasSize(3);
    }

    @Test
    void refer_everyKindOfRegion_hasItsBounds() throws IOException {
        Path mask =
                Files.writeString(folder.resolve("mask.json"), "{\"size\": [300, 451], \"counts\": [0, 600, 134700]}");
        JsonNode regions = refer(
                        "--json",
                        "--task",
                        "tags",
                        "--box",
                        "10,20,30,40",
                        "--polygon",
                        "50,60,90,60,70,100;100,60,110,60,105,99",
                        "--rle",
                        mask.toString())
                .json()
                .path("regions");

        assertThat(regions)
                .extracting(region -> region.path("bbox").toString())
                .containsExactly("[10.0,20.0,30.0,40.0]", "[50.0,60.0,60.0,40.0]", "[0.0,0.0,2.0,300.0]");
    }

    @Test
    void refer_cocoFile_answersTheAnnotationsOfThisPhoto() throws IOException {
        Path coco = Files.writeString(folder.resolve("coco.json"), """
                {"images": [{"id": 5, "file_name": "dog.jpg"}, {"id": 6, "file_name": "train/cat.jpg"}],
                 "annotations": [{"id": 1, "image_id": 5, "bbox": [0, 0, 9, 9], "category_id": 3},
                                 {"id": 2, "image_id": 6, "bbox": [132, 86, 78, 64], "iscrowd": 0}]}
                """);
        JsonNode regions = refer("--json", "--task", "tags", "--regions", coco.toString())
                .json()
                .path("regions");

        assertThat(regions).extracting(region -> region.path("id").asText()).containsExactly("2");
    }

    @Test
    void refer_oneBadRegion_answersTheOthersAndFails() {
        Run run = refer("--json", EYE[0], EYE[1], "--box", "5000,0,10,10", "--task", "tags");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.json().at("/regions/0").has("tags")).isTrue();
        assertThat(run.json().at("/regions/1/error/code").asText()).isEqualTo("region_outside_image");
        assertThat(run.err()).startsWith("region 1: ").contains("outside the image");
    }

    @ParameterizedTest
    @EnumSource
    void refer_everyFormat_isPrinted(AnswerFormat format) {
        Run run = refer(EYE[0], EYE[1], "--task", "category", "--format", format.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isNotBlank();
    }

    @Test
    void refer_randomWeights_areMadeOnceUnderHome() throws IOException {
        assertThat(refer(EYE[0], EYE[1], "--task", "tags").exitCode()).isEqualTo(ExitCode.OK);

        try (var folders = Files.list(home.resolve("weights"))) {
            assertThat(folders)
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly("tiny-seed0");
        }
    }

    private static Run refer(String... options) {
        List<String> arguments = new ArrayList<>(List.of("refer", Run.example("cat.jpg")));
        arguments.addAll(List.of(options));
        return Run.tiny(home, arguments.toArray(String[]::new));
    }

    private static JsonNode withoutTimings(Run run) {
        ObjectNode answer = (ObjectNode) run.json();
        assertThat(answer.remove("timings_ms")).isNotEmpty();
        return answer;
    }
}
