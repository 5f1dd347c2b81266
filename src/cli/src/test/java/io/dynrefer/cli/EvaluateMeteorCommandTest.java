package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateMeteorCommandTest {
    @TempDir
    private Path home;

    @Test
    void evaluate_withoutThePackage_saysHowToFetchIt() {
        Run run = Run.of(
                home,
                "evaluate",
                "meteor",
                "--pairs",
                Golden.path("evaluation/meteor_coco.json").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("dynrefer data fetch pycocoevalcap");
    }
}
