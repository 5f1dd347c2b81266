package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many photos in one go, with random weights. */
class ReferManyTest {
    private static final List<String> EXAMPLES = List.of("astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PHOTOS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private Path photos;
    private Path coco;

    /** Twenty photos of which one is broken, and a COCO file with two annotations for each. */
    @BeforeEach
    void prepare() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            String name = String.format("%02d.jpg", i);
            byte[] bytes = Files.readAllBytes(Path.of(Run.example(EXAMPLES.get(i % EXAMPLES.size()))));
            Files.write(photos.resolve(name), i == 7 ? new byte[] {1, 2, 3} : bytes);
            images.add("{\"id\": %d, \"file_name\": \"%s\"}".formatted(100 + i, name));
            annotations.add("{\"id\": %d, \"image_id\": %d, \"bbox\": [%d, 20, 90, 80]}".formatted(2 * i, 100 + i, i));
            annotations.add(
                    "{\"id\": %d, \"image_id\": %d, \"bbox\": [5, %d, 50, 60]}".formatted(2 * i + 1, 100 + i, i));
        }
        coco = Files.writeString(
                photos.resolve("coco.json"),
                "{\"images\": " + images + ", \"annotations\": " + annotations + ", \"categories\": []}");
    }

    @Test
    void refer_killedAndGivenAgain_endsWithTheSameFiles() throws Exception {
        Run atOnce = refer(coco.toString(), "--out", folder.resolve("once").toString());
        assertThat(atOnce.exitCode()).as(atOnce.err()).isEqualTo(ExitCode.FAILURE);
        assertThat(atOnce.err()).contains("20 photos, 40 regions: 38 answered, 2 failed");

        Path killed = folder.resolve("killed");
        Path journal = killed.resolve("journal.jsonl");
        Process process = start(coco.toString(), "--out", killed.toString());
        awaitLines(journal, 5, process);
        process.destroyForcibly().waitFor();
        String before = Files.readString(journal);
        assertThat(before.lines()).hasSizeLessThan(PHOTOS);
        assertThat(killed.resolve("answers.jsonl")).doesNotExist();

        assertThat(refer(coco.toString(), "--out", killed.toString()).exitCode())
                .isEqualTo(ExitCode.FAILURE);

        for (String file : List.of("answers.jsonl", "failed.jsonl")) {
            assertThat(killed.resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("once").resolve(file));
        }
        assertThat(killed.resolve("answers.jsonl")).content().hasLineCount(38);
        assertThat(Files.readString(journal)) // what was answered was not asked again
                .startsWith(before.substring(0, before.lastIndexOf('\n') + 1))
                .hasLineCount(PHOTOS);
    }

    @Test
    void refer_brokenPhoto_isListedAndAskedAgainOnRequestOnly() throws IOException {
        String out = folder.resolve("answers.csv").toString();
        assertThat(refer(coco.toString(), "--out", out, "--task", "tags").exitCode())
                .isEqualTo(ExitCode.FAILURE);
        JsonNode failure =
                JSON.readTree(folder.resolve("answers.csv.failed.jsonl").toFile());
        assertThat(failure.path("file_name").asText()).isEqualTo("07.jpg");
        assertThat(failure.path("regions").asInt()).isEqualTo(2);
        assertThat(failure.path("code").asText()).isEqualTo("not_an_image");
        Path journal = folder.resolve("answers.csv.journal.jsonl");

        assertThat(refer(coco.toString(), "--out", out, "--task", "tags").exitCode())
                .isEqualTo(ExitCode.FAILURE);
        assertThat(journal).content().hasLineCount(PHOTOS);
        assertThat(refer(coco.toString(), "--out", out, "--task", "tags", "--retry-failed")
                        .exitCode())
                .isEqualTo(ExitCode.FAILURE);
        assertThat(journal).content().hasLineCount(PHOTOS + 1);

        Files.copy(Path.of(Run.example("cat.jpg")), photos.resolve("07.jpg"), StandardCopyOption.REPLACE_EXISTING);
        Run mended = refer(coco.toString(), "--out", out, "--task", "tags", "--retry-failed");
        assertThat(mended.exitCode()).as(mended.err()).isEqualTo(ExitCode.OK);
        assertThat(journal).content().hasLineCount(PHOTOS + 2);
        assertThat(folder.resolve("answers.csv.failed.jsonl")).isEmptyFile();
        assertThat(Files.readAllLines(Path.of(out)))
                .hasSize(1 + 2 * PHOTOS)
                .anyMatch(row -> row.startsWith("07.jpg,14,"));
    }

    @Test
    void refer_cocoFile_keepsItsImageIds() throws IOException {
        Path out = folder.resolve("answers.coco.json");
        refer(coco.toString(), "--out", out.toString(), "--task", "tags");
        JsonNode answers = JSON.readTree(out.toFile());
        assertThat(answers.path("images").findValues("id"))
                .extracting(JsonNode::asInt)
                .hasSize(PHOTOS - 1)
                .startsWith(100, 101)
                .endsWith(119);
        assertThat(answers.path("annotations")).hasSize(2 * (PHOTOS - 1));
    }

    @Test
    void refer_folderGlobAndFiles_areTheSamePhotos() {
        String[] box = {"--box", "0,0,1,1", "--box-format", "normalized", "--task", "tags", "--format", "jsonl"};
        List<String> folderNames = names(refer(with(box, photos.toString())));
        assertThat(folderNames).hasSize(PHOTOS - 1).startsWith("00.jpg", "01.jpg");
        assertThat(names(refer(with(box, photos + "/0[0-4].jpg"))))
                .containsExactlyElementsOf(folderNames.subList(0, 5).stream()
                        .map(name -> photos + "/" + name)
                        .toList());
        assertThat(names(refer(with(box, photos + "/03.jpg", photos + "/01.jpg"))))
                .containsExactly(photos + "/03.jpg", photos + "/01.jpg");
    }

    @Test
    void refer_anotherQuestion_isAskedAnew() {
        String out = folder.resolve("out").toString();
        String photo = photos.resolve("00.jpg").toString();
        refer(photo, "--box", "1,2,30,40", "--out", out, "--task", "tags");
        refer(photo, "--box", "1,2,30,40", "--out", out, "--task", "category");
        assertThat(folder.resolve("out/answers.jsonl"))
                .content()
                .contains("\"categories\"")
                .doesNotContain("\"tags\":[");
    }

    @Test
    void refer_wrongQuestion_endsAtTheFirstPhoto() {
        Run run =
                refer(coco.toString(), "--out", folder.resolve("out").toString(), "--views", "0,0.1", "--task", "tags");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("exactly 3 views");
        assertThat(folder.resolve("out/journal.jsonl")).isEmptyFile();
    }

    @Test
    void refer_draw_writesTheAnswersOnThePhotos() throws IOException {
        Path drawn = folder.resolve("drawn");
        Run run = refer(photos.resolve("00.jpg").toString(), "--box", "1,2,300,140", "--draw", drawn.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(drawn.resolve("00.jpg.svg")).content().contains("data:image/jpeg", ">category: ", "<rect");
    }

    @Test
    void refer_boxFormats_meanTheSameBox() {
        String photo = Run.example("cat.jpg"); // 451 x 300
        for (String[] box : new String[][] {
            {"xywh", "41,60,82,30"},
            {"xyxy", "41,60,123,90"},
            {"cxcywh", "82,75,82,30"},
            {"normalized", "0.09090909,0.2,0.18181818,0.1"}
        }) {
            Run run = refer(photo, "--box", box[1], "--box-format", box[0], "--task", "tags", "--json");
            List<Long> read = new ArrayList<>();
            run.json().at("/regions/0/bbox").forEach(number -> read.add(Math.round(number.asDouble())));
            assertThat(read).as(box[0] + run.err()).containsExactly(41L, 60L, 82L, 30L);
        }
    }

    @Test
    void refer_fractionsAsPixels_areDoubted() {
        String photo = Run.example("cat.jpg");
        assertThat(refer(photo, "--box", "0.1,0.2,0.5,0.5", "--task", "tags").err())
                .contains("warning", "--box-format normalized");
        assertThat(refer(photo, "--box", "1,0,1,1", "--task", "tags").err()).doesNotContain("warning");
    }

    @Test
    void refer_placesThatAreWrong_areRefusedByName() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.json"), "{\"annotations\": []}");
        assertThat(refer(plain.toString()).err()).contains("no COCO file");
        assertThat(refer(coco.toString(), "--box", "1,2,3,4").err()).contains("brings its regions along");
        assertThat(refer(photos + "/*.gif", "--box", "1,2,3,4").err()).contains("There is no photo");
        assertThat(refer(coco.toString(), "--retry-failed").err()).contains("--retry-failed needs the --out");
        assertThat(refer(coco.toString(), "--out", folder.resolve("x").toString(), "--format", "text")
                        .err())
                .contains("is for the screen");
    }

    private static String[] with(String[] options, String... photos) {
        List<String> all = new ArrayList<>(List.of(photos));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    private static List<String> names(Run run) {
        return run.out()
                .lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line).path("image").asText();
                    } catch (IOException e) {
                        throw new AssertionError(run.toString(), e);
                    }
                })
                .toList();
    }

    private static Run refer(String... arguments) {
        List<String> all = new ArrayList<>(List.of("refer"));
        all.addAll(List.of(arguments));
        return Run.tiny(home, all.toArray(String[]::new));
    }

    /** The same in a process of its own. */
    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.dynrefer.cli.Main",
                "refer",
                "--preset",
                "tiny"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DYNREFER_HOME", home.toString());
        builder.environment().put("DJL_OFFLINE", "true");
        return builder.start();
    }

    private static void awaitLines(Path file, int lines, Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readString(file).lines().count() < lines) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("asks about photos")
                    .isTrue();
            Thread.sleep(1);
        }
    }
}
