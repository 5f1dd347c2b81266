package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations compared from the command line, with random weights of two seeds. */
class EvaluateClaimCommandTest {
    @TempDir
    static Path home;

    private static Path scenes;

    @BeforeAll
    static void makeInputs() {
        scenes = SmallScenes.write(home.resolve("scenes"), "rooms");
        for (String seed : new String[] {"1", "2"}) {
            Run made = Run.of(home, "init-weights", "--seed", seed, "--out", weights(seed));
            assertThat(made.exitCode()).as(made.err()).isEqualTo(ExitCode.OK);
        }
    }

    private static String weights(String seed) {
        return home.resolve("seed-" + seed).toString();
    }

    @Test
    void claim_categoriesAlone_areToldBySize() throws IOException {
        Path plan = Files.writeString(home.resolve("categories.json"), """
                {"data": ["scenes"], "limit": 3, "tasks": ["category"], "reference": "tight view",
                 "configurations": [
                   {"name": "tight view", "views": [0, 0, 0], "models": ["seed-1"]},
                   {"name": "task prior", "views": "task", "models": ["seed-1"]}]}
                """);

        Run run = Run.of(
                home,
                "evaluate",
                "claim",
                "--plan",
                plan.toString(),
                "--out",
                home.resolve("categories").toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("| configuration | seeds | category, top-1 | shorter side < 32 px | shorter side ≥ 32 px |")
                .doesNotContain("CIDEr-D |");
    }

    @Test
    void claim_plan_givesOneTableAndItsControl() throws IOException {
        Path plan = Files.writeString(home.resolve("plan.json"), """
                {"data": ["scenes"], "shuffled": ["scenes"], "limit": 3, "reference": "tight view",
                 "configurations": [
                   {"name": "tight view", "views": [0, 0, 0], "models": ["seed-1", "seed-2"]},
                   {"name": "wide view", "views": [1, 1, 1], "models": ["seed-1"]},
                   {"name": "image prior", "views": "image", "models": ["seed-1", "seed-2"]},
                   {"name": "own table", "models": ["seed-2"], "views":
                     {"tags": [0, 0.2, 0.4], "category": [0, 0.1, 0.3],
                      "attributes": [0, 0.1, 0.2], "caption": [0, 0.4, 0.5]}}]}
                """);
        Path out = home.resolve("claim");

        Run run = Run.of(home, "evaluate", "claim", "--plan", plan.toString(), "--out", out.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(
                        "- images: 3",
                        "## Configurations",
                        "| tight view | 2 |",
                        "| own table | 1 |",
                        "## Difference to 'tight view'",
                        "## Negative control: contexts exchanged",
                        "## Every seed");
        assertThat(out.resolve("report.json")).exists();
        assertThat(out.resolve("times.json")).content().contains("\"answers\":108", "encode", "metrics");
    }

    @Test
    void claim_unknownReference_isNamed() throws IOException {
        Path plan = Files.writeString(home.resolve("wrong.json"), """
                {"data": ["scenes"], "reference": "nothing",
                 "configurations": [{"name": "tight view", "views": [0, 0, 0], "models": ["seed-1"]}]}
                """);

        Run run = Run.of(home, "evaluate", "claim", "--plan", plan.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'nothing'", "tight view", "reference");
    }

    @Test
    void sweep_findsTheBestViewsOfEachTask() {
        Path out = home.resolve("sweep");

        Run run = Run.of(
                home,
                "evaluate",
                "sweep",
                "--data",
                scenes.toString(),
                "--split",
                "val",
                "--weights",
                weights("1"),
                "--candidates",
                "0.1,0.2,0.5",
                "--limit",
                "2",
                "--out",
                out.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("## The best views of each task", "| caption | caption, CIDEr-D | 0,", "| 0,0.1,0.2 |")
                .contains("| 0,0.2,0.5 |");
        assertThat(out.resolve("answers").resolve("views-0-0.1-0.5.jsonl")).exists();
        assertThat(out.resolve("times.json")).content().contains("encode", "opening", "metrics");
        assertThat(run.err()).contains("In the model encode");
    }
}
