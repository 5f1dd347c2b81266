package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the weights of the checkout, which know what things look like. */
class SearchCommandTest {
    private static final Path EXAMPLES = Path.of(Run.example("giraffe.jpg")).resolveSibling("");
    private static final String WEIGHTS =
            EXAMPLES.resolveSibling("models/dynrefer-mini").toString();

    @TempDir
    private static Path home;

    private static Path index;

    @BeforeAll
    static void build() {
        index = home.resolve("index");
        Run run = index(EXAMPLES.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("15 regions in", "15 of them new");
    }

    /** Of each photo the whole and two things. */
    private static Run index(String place) {
        return run("index", new String[] {place, "--boxes", "2"}, "--out", index.toString());
    }

    private static Run search(String... arguments) {
        return run("search", arguments, "--index", index.toString());
    }

    private static Run run(String command, String[] arguments, String option, String value) {
        String[] all = new String[arguments.length + 5];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = option;
        all[arguments.length + 2] = value;
        all[arguments.length + 3] = "--weights";
        all[arguments.length + 4] = WEIGHTS;
        return Run.of(home, all);
    }

    @Test
    void index_again_addsNothing() {
        assertThat(index(EXAMPLES.toString()).err()).contains("0 of them new");
    }

    @Test
    void search_word_findsThePhotoOfIt() throws IOException {
        Path sheet = home.resolve("sheet.svg");
        Run run = search("giraffe", "--top", "2", "--sheet", sheet.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().toList()).hasSize(3);
        assertThat(run.out().lines().toList().get(1)).contains("giraffe.jpg");
        assertThat(Files.readString(sheet)).contains("giraffe.jpg");
    }

    @Test
    void search_attributeAndThing_saysWhatItTookForWhich() {
        JsonNode answer = search("brown giraffe", "--json").json();
        assertThat(answer.path("thing").asText()).isEqualTo("giraffe");
        assertThat(answer.path("attributes").get(0).asText()).isEqualTo("color:brown");
        assertThat(answer.path("hits")).hasSize(10);
        assertThat(answer.at("/hits/0/region/photo").asText()).endsWith("giraffe.jpg");
    }

    @Test
    void search_likeThePhotoItself_findsIt() {
        JsonNode answer = search("--like", Run.example("cat.jpg"), "--json").json();
        assertThat(answer.at("/hits/0/region/photo").asText()).endsWith("cat.jpg");
        assertThat(answer.at("/hits/0/score").asDouble()).isBetween(0.999, 1.001);
    }

    @Test
    void search_wrongQuestions_areRefused() {
        assertThat(search().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(search("cat", "--like", "cat.jpg").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(search("--like", Run.example("cat.jpg") + ":1,2,3").err()).contains("four numbers");
        assertThat(search("cat", "--top", "0").err()).contains("1 to 1000");
        assertThat(Run.of(home, "search", "cat", "--index", home.resolve("none").toString(), "--weights", WEIGHTS)
                        .err())
                .contains("dynrefer index");
    }

    @Test
    void index_weightsWithoutLexicalRows_areRefused() {
        Run run = Run.tiny(
                home,
                "index",
                EXAMPLES.toString(),
                "--out",
                home.resolve("tiny").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("attention");
    }

    @Test
    void index_withoutPhotosOrFolder_saysWhatToName() {
        assertThat(Run.of(home, "index", "--out", "x").err()).contains("Name photos");
        assertThat(Run.of(home, "index", EXAMPLES.toString()).err()).contains("--out");
    }

    @Test
    void export_writesVectorsAndRegions() throws IOException {
        Path file = home.resolve("vectors.safetensors");
        Run run = Run.of(home, "index", "export", index.toString(), "--to", file.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(Files.size(file)).isGreaterThan(15 * 768 * 4L);
        assertThat(Files.readAllLines(home.resolve("vectors.safetensors.jsonl")))
                .hasSize(15);
    }

    @Test
    void index_cocoFile_keepsWhatItsThingsAreCalledUntilThePhotoIsForgotten() throws IOException {
        Path other = home.resolve("labelled");
        Path coco = Files.writeString(home.resolve("coco.json"), """
                {"images": [{"id": 1, "file_name": "giraffe.jpg"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 25, "bbox": [455, 184, 273, 445]},
                  {"id": 2, "image_id": 1, "category_id": 99, "bbox": [10, 10, 100, 100]}],
                 "categories": [{"id": 25, "name": "giraffe"}]}
                """);
        Run run = run(
                "index", new String[] {coco.toString(), "--images", EXAMPLES.toString()}, "--out", other.toString());
        assertThat(run.err()).contains("2 regions in");
        JsonNode hits = run("search", new String[] {"giraffe", "--json"}, "--index", other.toString())
                .json()
                .path("hits");
        assertThat(hits.at("/0/region/label").asText()).isEqualTo("giraffe");
        assertThat(hits.path(1).path("region").has("label")).isFalse();

        Files.createDirectories(home.resolve("store"));
        Run forgotten = Run.of(
                home, "store", "forget", EXAMPLES.resolve("giraffe.jpg").toString(), "--index", other.toString());
        assertThat(forgotten.out()).as(forgotten.err()).contains("2 regions removed");
    }

    @Test
    void index_moreBoxesThanAreKept_areRefused() {
        Run run = run("index", new String[] {EXAMPLES.toString(), "--boxes", "301"}, "--out", index.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--boxes", "0 to 300");
    }

    @Test
    void evaluate_indexWithoutLabels_saysWhatItNeeds() {
        Run run = Run.of(
                home,
                "evaluate",
                "search",
                "--index",
                index.toString(),
                "--weights",
                WEIGHTS,
                "--out",
                home.resolve("report").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("imported data set");
    }
}
