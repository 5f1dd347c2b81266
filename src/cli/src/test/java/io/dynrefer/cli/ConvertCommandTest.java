package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    @TempDir
    Path folder;

    @Test
    void convert_folderOfAModel_givesTheSameModelThatAnswers() {
        Path random = folder.resolve("random");
        Path converted = folder.resolve("converted");
        Run init = Run.of(folder, "init-weights", "--out", random.toString());
        assertThat(init.exitCode()).as(init.err()).isEqualTo(ExitCode.OK);

        Run run = Run.of(folder, "convert", random.toString(), "--preset", "tiny", "--out", converted.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(id(run)).isEqualTo(id(init));
        Run refer = Run.of(
                folder,
                "refer",
                Run.example("cat.jpg"),
                "--box",
                "132,86,78,64",
                "--task",
                "tags",
                "--weights",
                converted.toString());
        assertThat(refer.exitCode()).as(refer.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void convert_presetOfAFile_isNamedAfterIt() {
        Path random = folder.resolve("random");
        Run.of(folder, "init-weights", "--out", random.toString());
        Run run = Run.of(
                folder,
                "convert",
                random.toString(),
                "--preset",
                random.resolve("config.json").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(run.out()).as(run.err()).contains("out: config, id ");
    }

    @Test
    void convert_missingFile_isRefused() {
        Run run = Run.of(
                folder, "convert", "nowhere.pth", "--out", folder.resolve("out").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("no file nowhere.pth");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void convert_withoutFiles_isAUsageError() {
        assertThat(Run.of(folder, "convert", "--out", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static String id(Run run) {
        return run.out().substring(run.out().indexOf("id ")).lines().findFirst().orElseThrow();
    }
}
