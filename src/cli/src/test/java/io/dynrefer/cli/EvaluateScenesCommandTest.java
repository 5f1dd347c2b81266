package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes measured from the command line, with random weights. */
class EvaluateScenesCommandTest {
    @TempDir
    static Path home;

    private static Path rooms;
    private static Path photos;
    private static Path finished;
    private static Run first;

    @BeforeAll
    static void evaluate() {
        rooms = SmallScenes.write(home.resolve("rooms"), "rooms");
        photos = SmallScenes.write(home.resolve("photos"), "photos");
        finished = home.resolve("finished");
        first = evaluate(finished);
    }

    @Test
    void scenes_report_namesEveryPartAndMetric() throws IOException {
        assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.OK);
        assertThat(first.out())
                .isEqualTo(Files.readString(finished.resolve("report.md")))
                .contains(
                        "- regions: 48",
                        "## Category, top-1 accuracy",
                        "rooms, base among base | 16 | 3 |",
                        "photos, novel among novel | 8 | 2 |",
                        "all, novel among all | 16 | 5 |",
                        "## Attributes",
                        "all, color",
                        "## Tags",
                        "## Captions",
                        "CIDEr-D",
                        "## Caption slots",
                        "![worst.svg](worst.svg)");
        assertThat(finished.resolve("best.svg")).exists();
        assertThat(finished.resolve("times.json")).content().contains("encode", "baseline", "metrics");
        assertThat(Files.readString(finished.resolve("model.run.json")))
                .as("the same in every process")
                .contains("\"tasks\":[\"tags\",\"category\",\"attributes\",\"caption\"]");
    }

    @Test
    void scenes_killedAnywhere_resumesToTheSameReport() throws IOException {
        for (long kept : new long[] {0, 1, Files.size(finished.resolve("model.jsonl")) / 2}) {
            Path folder = home.resolve("killed-" + kept);
            Files.createDirectories(folder);
            for (String name : List.of("model.run.json", "nearest-class.run.json", "nearest-class.jsonl")) {
                Files.copy(finished.resolve(name), folder.resolve(name));
            }
            byte[] answers = Files.readAllBytes(finished.resolve("model.jsonl"));
            Files.write(folder.resolve("model.jsonl"), Arrays.copyOf(answers, (int) kept));

            Run resumed = evaluate(folder);

            assertThat(resumed.out()).as("killed after %d bytes", kept).isEqualTo(first.out());
            assertThat(Files.readAllBytes(folder.resolve("model.jsonl"))).isEqualTo(answers);
        }
    }

    @Test
    void scenes_otherViewsInTheSameFolder_areRefused() {
        Run run = evaluate(finished, "--views", "0,0.1,0.2");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("holds the answers of another run", "--out");
    }

    @Test
    void scenes_changedData_isRefused() throws IOException {
        Path folder = home.resolve("changed");
        Files.createDirectories(folder);
        Files.copy(finished.resolve("model.run.json"), folder.resolve("model.run.json"));
        String answers = Files.readString(finished.resolve("model.jsonl"));
        Files.writeString(
                folder.resolve("model.jsonl"),
                answers.replace("\"sample\":\"rooms/0\"", "\"sample\":\"rooms/1234\""),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE);

        Run run = evaluate(folder);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("rooms/1234", "rooms/0", "the data changed");
    }

    @Test
    void scenes_answers_areThoseOfRefer() throws IOException {
        JsonNode line = new ObjectMapper()
                .readTree(Files.readAllLines(finished.resolve("model.jsonl")).get(0));
        JsonNode region = Run.tiny(
                        home,
                        "refer",
                        Run.example("cat.jpg"),
                        "--box",
                        "30,0,370,292",
                        "--vocabulary",
                        "cat,eye,nose,ear,paw",
                        "--attributes",
                        "color:green,color:pink,wet",
                        "--beams",
                        "2",
                        "--max-new-tokens",
                        "20",
                        "--json")
                .json()
                .at("/regions/0");

        assertThat(line.at("/answer/caption").asText())
                .isEqualTo(region.at("/caption/text").asText());
        List<String> vocabulary = List.of("cat", "eye", "nose", "ear", "paw");
        for (JsonNode category : region.path("categories")) {
            int position = vocabulary.indexOf(category.path("name").asText());
            assertThat(line.at("/answer/categories/" + position).floatValue())
                    .isCloseTo(category.path("score").floatValue(), org.assertj.core.api.Assertions.within(1e-4f));
        }
    }

    @Test
    void scenes_missingData_isNamed() {
        Run run = Run.tiny(
                home, "evaluate", "scenes", "--data", home.resolve("nowhere").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("nowhere");
    }

    private static Run evaluate(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                "scenes",
                "--data",
                rooms.toString(),
                "--data",
                photos.toString(),
                "--out",
                out.toString()));
        arguments.addAll(List.of(more));
        return Run.tiny(home, arguments.toArray(String[]::new));
    }
}
