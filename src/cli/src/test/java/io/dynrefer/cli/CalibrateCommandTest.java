package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calibration from its command to the answers and reports that have it, with random weights. */
class CalibrateCommandTest {
    @TempDir
    Path home;

    @Test
    void calibratedModel_answersWithProbabilities_andIsMeasuredByThem() throws IOException {
        Path photos = SmallScenes.write(home.resolve("cats"), "cats");
        String weights = weights();
        JsonNode before = refer(weights);
        Run first = calibrate(weights, photos);
        assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.OK);
        JsonNode after = refer(weights);

        assertThat(before.at("/regions/0/categories/0").has("probability")).isFalse();
        assertThat(before.at("/regions/0").has("known")).isFalse();
        assertThat(before.at("/default_vocabulary/categories").asInt()).isEqualTo(80);
        assertThat(after.at("/regions/0/known").asDouble()).isBetween(0.0, 1.0);
        assertThat(after.at("/regions/0/categories/0/probability").asDouble()).isBetween(1 / 80.0, 1.0);
        assertThat(after.at("/regions/0/categories").findValuesAsText("score"))
                .isEqualTo(before.at("/regions/0/categories").findValuesAsText("score"));
        assertThat(first.out()).contains("calibrated, id " + modelId(weights));
        assertThat(after.at("/model/id").asText()).isEqualTo(modelId(weights));
        assertThat(before.at("/model/id").asText()).isNotEqualTo(modelId(weights));
        assertThat(calibrate(weights, photos).out()).isEqualTo(first.out());

        Run report = Run.of(
                home,
                "evaluate",
                "photos",
                "--weights",
                weights,
                "--data",
                photos.toString(),
                "--out",
                home.resolve("out").toString());
        assertThat(report.exitCode()).as(report.err()).isEqualTo(ExitCode.OK);
        assertThat(report.out())
                .contains(
                        "calibration error of `probability`, 15 bins",
                        "calibration error of the 10 likeliest tags, 15 bins",
                        "calibration error of attributes, 15 bins",
                        "things against background by `known`, area under the curve");
        assertThat(home.resolve("out/cats-attributes-reliability.svg"))
                .content()
                .contains("<circle");
    }

    @Test
    void dataWithoutRoomForBackground_isRefused_andTheModelStaysAsItIs() throws IOException {
        Path photos = SmallScenes.write(home.resolve("cats"), "cats");
        Path train = photos.resolve("train.json");
        Files.writeString(train, Files.readString(train).replaceAll("\"annotations\":.*", "\"annotations\":[]}"));
        String weights = weights();
        String id = modelId(weights);

        Run run = calibrate(weights, photos);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("No data set has a train split with boxes that leave room for background");
        assertThat(modelId(weights)).isEqualTo(id);
    }

    private String weights() {
        String folder = home.resolve("weights").toString();
        Run made = Run.of(home, "init-weights", "--preset", "tiny", "--out", folder);
        assertThat(made.exitCode()).as(made.err()).isEqualTo(ExitCode.OK);
        return folder;
    }

    private Run calibrate(String weights, Path photos) {
        return Run.of(home, "calibrate", "--weights", weights, "--data", photos.toString());
    }

    private JsonNode refer(String weights) {
        return Run.of(
                        home,
                        "refer",
                        Run.example("cat.jpg"),
                        "--box",
                        "30,0,370,292",
                        "--task",
                        "category",
                        "--json",
                        "--weights",
                        weights)
                .json();
    }

    private static String modelId(String weights) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(Path.of(weights, "model.json")))
                .path("id")
                .asText();
    }
}
