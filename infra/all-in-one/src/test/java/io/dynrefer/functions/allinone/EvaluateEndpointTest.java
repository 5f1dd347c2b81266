package io.dynrefer.functions.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code evaluate}, a process of its own, against this server: the same answers as with its own model. */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class EvaluateEndpointTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ovad, 6", "refcocog, 3"})
    void evaluate_serverAndModel_answerTheSame(String benchmark, int regions) throws Exception {
        String server = "http://localhost:" + RestAssured.port;
        String weights = ConfigProvider.getConfig().getValue("dynrefer.weights", String.class);
        evaluate(benchmark, "there", "--endpoint", server);
        evaluate(benchmark, "here", "--weights", weights);

        List<JsonNode> there = answers(folder.resolve("there/server.jsonl"));
        List<JsonNode> here = answers(folder.resolve("here/model.jsonl"));
        assertThat(there).hasSize(regions).hasSameSizeAs(here);
        for (int i = 0; i < regions; i++) {
            assertSame(there.get(i), here.get(i));
        }
        assertThat(folder.resolve("there/report.md"))
                .content()
                .contains("## Beside the paper", "server " + server, "without an answer: 0");
        assertThat(JSON.readTree(folder.resolve("there/times.json").toFile())
                        .at("/model/server")
                        .asDouble())
                .isPositive();
    }

    /** Runs the command with the class path of this test. */
    private void evaluate(String benchmark, String out, String... subject) throws IOException, InterruptedException {
        Path messages = folder.resolve(out + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.dynrefer.cli.Main",
                "evaluate",
                benchmark,
                "--data",
                REPOSITORY.resolve("src/testing/samples").resolve(benchmark).toString(),
                "--images",
                REPOSITORY.resolve("examples").toString(),
                "--out",
                folder.resolve(out).toString()));
        command.addAll(List.of(subject));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(messages.toFile());
        builder.environment().put("DYNREFER_HOME", folder.toString());
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        assertThat(builder.start().waitFor()).as(Files.readString(messages)).isZero();
    }

    private static List<JsonNode> answers(Path file) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private static void assertSame(JsonNode there, JsonNode here) {
        for (String field : List.of("image", "sample", "bbox", "truth")) {
            assertThat(there.get(field)).isEqualTo(here.get(field));
        }
        for (String field : List.of("caption", "controls", "problem")) {
            assertThat(there.path("answer").get(field))
                    .as(field)
                    .isEqualTo(here.path("answer").get(field));
        }
        assertClose(there.at("/answer/categories"), here.at("/answer/categories"));
        assertClose(there.at("/answer/attributes"), here.at("/answer/attributes"));
    }

    private static void assertClose(JsonNode there, JsonNode here) {
        assertThat(there).hasSameSizeAs(here);
        for (int i = 0; i < here.size(); i++) {
            assertThat(there.get(i).asDouble()).isCloseTo(here.get(i).asDouble(), within(1e-4));
        }
    }
}
