package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckParityCommandTest {
    @TempDir
    Path folder;

    @Test
    void checkParity_goldenViews_agree() {
        Run run = checkParity(Golden.path("views"));
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("tolerance").containsPattern("[1-9]\\d* compared, 0 failed");
    }

    @Test
    void checkParity_folderOfFolders_runsInEach() throws IOException {
        copy(Golden.path("view_selection"), folder.resolve("fixtures/mine"));
        Files.createDirectory(folder.resolve("notes"));
        Run run = checkParity(folder);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("notes: no comparison applies");
    }

    @Test
    void checkParity_nothingToCompare_fails() {
        Run run = checkParity(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).contains("0 compared, 0 failed");
    }

    @Test
    void checkParity_damagedFixture_failsAndNamesTheCheck() throws IOException {
        copy(Golden.path("view_selection"), folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/dct8x8.safetensors"), "damaged");
        Run run = checkParity(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).contains("FAIL ViewSelectionParity", "1 comparison broke off");
    }

    private Run checkParity(Path fixtures) {
        return Run.of(folder, "check-parity", fixtures.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
