package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.testing.Golden;
import io.dynrefer.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark of the paper from the command line, on stand-in data in the published forms, with random weights. */
class EvaluatePublishedCommandTest {
    @TempDir
    static Path home;

    private static Path numbered; // the example photos under Visual Genome's names

    @BeforeAll
    static void copyPhotos() throws IOException {
        numbered = Files.createDirectories(home.resolve("photos"));
        Files.copy(Samples.photo("cat.jpg"), numbered.resolve("17.jpg"));
        Files.copy(Samples.photo("coffee.jpg"), numbered.resolve("23.jpg"));
        Files.copy(Samples.photo("rocket.jpg"), numbered.resolve("42.jpg"));
    }

    static Stream<Arguments> benchmarks() {
        return Stream.of(
                Arguments.of(
                        "ovad", "ovad", List.of("| mAP |", "X-VLM", "- objects: 6", "| head | 2 |", "color:orange")),
                Arguments.of("ovad", "ovad-converted", List.of("X-VLM", "- objects: 6")),
                Arguments.of("coco", "coco", List.of("RegionGPT", "| all | 7 |", "| without crowds | 6 |", "AP50")),
                Arguments.of("coco", "coco-converted", List.of("RegionGPT", "| all | 7 |")),
                Arguments.of("vg-densecap", "vg12", List.of("V1.2", "47.6", "- boxes: 9", "every image", "IoU 0.7")),
                Arguments.of("vg-densecap", "vg-converted", List.of("47.6", "- boxes: 8")),
                Arguments.of("vg-region", "vg12", List.of("190.9", "190.5", "- regions: 9", "ControlCap")),
                Arguments.of("vg-region", "vg-converted", List.of("190.9", "- regions: 8")),
                Arguments.of("refcocog", "refcocog", List.of("115.7", "- regions: 3", "ROUGE-L")),
                Arguments.of("refcocog", "refcocog-pickle", List.of("115.7", "- regions: 3")),
                Arguments.of("refcocog", "refcocog-converted", List.of("115.7", "- regions: 3")));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void benchmark_standInData_isReportedBesideThePaper(String benchmark, String data, List<String> expected)
            throws IOException {
        Path out = home.resolve("report-" + benchmark + "-" + data);

        Run run = evaluate(benchmark, data, out);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("## Beside the paper").contains(expected);
        assertThat(run.out()).isEqualTo(Files.readString(out.resolve("report.md")));
        assertThat(run.out()).contains("without an answer: 0");
        assertThat(out.resolve("report.json")).exists();
        assertThat(out.resolve("times.json")).content().contains("\"model\"", "\"outside\"");
        assertThat(run.err()).contains("In the model encode", "Outside", "views", "metrics");
        assertThat(out.resolve("best.svg")).exists();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void benchmark_killedAndResumed_givesTheSameReport(String benchmark, String data) throws IOException {
        Path whole = home.resolve("whole-" + benchmark);
        Run first = evaluate(benchmark, data, whole);
        Path killed = Files.createDirectories(home.resolve("killed-" + benchmark));
        Files.copy(whole.resolve("model.run.json"), killed.resolve("model.run.json"));
        byte[] answers = Files.readAllBytes(whole.resolve("model.jsonl"));
        Files.write(killed.resolve("model.jsonl"), Arrays.copyOf(answers, answers.length / 2));

        Run resumed = evaluate(benchmark, data, killed);

        assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.OK);
        assertThat(resumed.out()).isEqualTo(first.out());
        for (String name : List.of("model.jsonl", "report.json", "best.svg", "worst.svg")) {
            assertThat(Files.readAllBytes(killed.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(whole.resolve(name)));
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("ovad", "ovad"),
                Arguments.of("coco", "coco"),
                Arguments.of("vg-densecap", "vg12"),
                Arguments.of("refcocog", "refcocog"));
    }

    @Test
    void densecap_givenBoxes_areCaptioned() {
        Path out = home.resolve("given");
        Run run = evaluate(
                "vg-densecap",
                "vg12",
                out,
                "--boxes",
                Samples.path("vg12/boxes.json").toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("3 given boxes", "- boxes: 3", "We know no number of the paper");
    }

    @Test
    void captions_paraphraseTable_isUsedAndNamed() {
        Run run = evaluate(
                "refcocog",
                "refcocog",
                home.resolve("paraphrases"),
                "--paraphrases",
                Golden.path("evaluation/meteor_synthetic_paraphrases.txt").toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("with the paraphrase table meteor_synthetic_paraphrases.txt");
    }

    @Test
    void densecap_vgCoco_keepsImagesOfCoco() {
        Run run = evaluate("vg-densecap", "vg12", home.resolve("vg-coco"), "--dataset", "vg-coco");

        assertThat(run.out()).contains("VG-COCO", "- images: 1", "- boxes: 3", "47.4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            coco | annotations/instances_val2017.json | "category_id": 5, | "category_id": 77, | annotations[5].category_id
            ovad | ovad2000.json | "freq_set": "head" | "freq_set": "rare" | attributes[0].freq_set
            ovad | ovad2000.json | "is_has_att": "is" | "is_has_att": "was" | attributes[0].is_has_att
            """)
    void malformedFiles_areRefusedWithRecordAndField(
            String benchmark, String file, String original, String replacement, String named) throws IOException {
        Path data = home.resolve("malformed-" + named.replaceAll("[^a-z]", ""));
        Path copy = data.resolve(file);
        Files.createDirectories(copy.getParent());
        String text = Files.readString(Samples.path(benchmark + "/" + file));
        assertThat(text).contains(original);
        Files.writeString(copy, text.replaceFirst(Pattern.quote(original), replacement));

        Run run = Run.tiny(
                home,
                "evaluate",
                benchmark,
                "--data",
                data.toString(),
                "--images",
                Samples.photo("").toString(),
                "--out",
                data.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(copy.getFileName() + ": " + named);
    }

    @Test
    void missingFiles_areNamedWithTheirOrigin() {
        Run annotations = evaluate("coco", "ovad", home.resolve("none"));
        Run images = Run.tiny(
                home,
                "evaluate",
                "vg-region",
                "--data",
                Samples.path("vg12").toString(),
                "--out",
                home.resolve("no-images").toString());

        assertThat(annotations.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(annotations.err()).contains("instances_val2017.json", "COCO's site");
        assertThat(images.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(images.err()).contains("17.jpg", "Visual Genome project's site", "--images");
    }

    @Test
    void options_ofAnotherBenchmark_areRefused() {
        for (String option : List.of("--dataset", "--boxes", "--paraphrases", "--split")) {
            Run run = evaluate("coco", "coco", home.resolve("wrong"), option, "val");

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("Unknown options: '" + option + "'");
            assertThat(Run.of(home, "evaluate", "coco", "--help").out()).doesNotContain(option);
        }
        assertThat(Run.of(home, "evaluate", "vg-densecap", "--help").out()).contains("--dataset", "--boxes", "--split");
    }

    @Test
    void evaluate_withoutBenchmark_listsThem() {
        assertThat(Run.of(home, "evaluate").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of(home, "evaluate", "--help").out())
                .contains("scenes", "claim", "sweep", "ovad", "coco", "vg-densecap", "vg-region", "refcocog");
    }

    private static Run evaluate(String benchmark, String data, Path out, String... more) {
        Path images = data.startsWith("vg") ? numbered : Samples.photo("");
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                benchmark,
                "--data",
                Samples.path(data).toString(),
                "--images",
                images.toString(),
                "--out",
                out.toString()));
        arguments.addAll(List.of(more));
        return Run.tiny(home, arguments.toArray(String[]::new));
    }
}
