package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.region.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
    @TempDir
    Path home;

    @Test
    void token_isToldOnce_andItsLineDoesNotTellIt() {
        Run run = Run.of(home, "token", "acme");
        String token = run.err().strip().replaceFirst(".*: ", "");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(run.out()).isEqualToIgnoringNewLines("acme " + Sha256.hex(token.getBytes(StandardCharsets.UTF_8)));
        assertThat(Run.of(home, "token", "acme").out()).isNotEqualTo(run.out());
    }

    @Test
    void token_ofABadName_isRefused() {
        assertThat(Run.of(home, "token", "../acme").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
