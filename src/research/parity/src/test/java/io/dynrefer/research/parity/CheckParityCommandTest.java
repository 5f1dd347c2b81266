package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckParityCommandTest {
    @TempDir
    Path folder;

    @Test
    void checkParity_goldenViews_agree() {
        Checked run = checkParity(Golden.path("views"));
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("tolerance").containsPattern("[1-9]\\d* compared, 0 failed");
    }

    @Test
    void checkParity_folderOfFolders_runsInEach() throws IOException {
        copy(Golden.path("view_selection"), folder.resolve("fixtures/mine"));
        Files.createDirectory(folder.resolve("notes"));
        Checked run = checkParity(folder);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("notes: no comparison applies");
    }

    @Test
    void checkParity_nothingToCompare_fails() {
        Checked run = checkParity(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).contains("0 compared, 0 failed");
    }

    @Test
    void checkParity_damagedFixture_failsAndNamesTheCheck() throws IOException {
        copy(Golden.path("view_selection"), folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/dct8x8.safetensors"), "damaged");
        Checked run = checkParity(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).contains("FAIL ViewSelectionParity", "1 comparison broke off");
    }

    /** What the command printed and its exit code. */
    private record Checked(int exitCode, String out) {}

    private static Checked checkParity(Path fixtures) {
        StringWriter out = new StringWriter();
        int exitCode = new CommandLine(new CheckParityCommand())
                .setOut(new PrintWriter(out, true))
                .execute(fixtures.toString());
        return new Checked(exitCode, out.toString());
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
