package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitWeightsCommandTest {
    @TempDir
    Path folder;

    @Test
    void initWeights_tiny_writesAFolderThatAnswers() {
        Path weights = folder.resolve("weights");
        Run run = initWeights("--preset", "tiny", "--seed", "7", "--out", weights.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("tiny, untrained, seed 7");

        Run refer = Run.of(
                folder,
                "refer",
                Run.example("coffee.jpg"),
                "--box",
                "170,17,240,292",
                "--task",
                "category",
                "--weights",
                weights.toString());
        assertThat(refer.exitCode()).as(refer.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void initWeights_anotherSeed_isAnotherModel() {
        Run first = initWeights("--seed", "1", "--out", folder.resolve("one").toString());
        Run second = initWeights("--seed", "2", "--out", folder.resolve("two").toString());
        assertThat(id(first)).isNotEqualTo(id(second));
    }

    @Test
    void initWeights_folderWithFiles_isRefused() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "mine");
        Run run = initWeights("--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--out", "not an empty folder");
    }

    @Test
    void initWeights_withoutOut_isAUsageError() {
        assertThat(initWeights().exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static String id(Run run) {
        return run.out().substring(run.out().indexOf("id "));
    }

    private Run initWeights(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "init-weights";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Run.of(folder, arguments);
    }
}
