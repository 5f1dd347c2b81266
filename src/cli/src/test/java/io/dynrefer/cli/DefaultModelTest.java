package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.command.DefaultModel;
import io.dynrefer.command.Surroundings;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DefaultModelTest {
    @TempDir
    Path repository;

    @Test
    void require_withoutACheckout_saysWhatToName() {
        assertThatThrownBy(() -> DefaultModel.require(new Surroundings(repository, null, false)))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("--weights")
                .hasMessageContaining("--preset tiny");
    }

    @Test
    void require_anIncompleteCheckout_isAnErrorThatNamesTheFolder() {
        assertThatThrownBy(() -> DefaultModel.require(new Surroundings(repository, repository, false)))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("models/dynrefer-mini")
                .hasMessageContaining("model.json");
    }

    @Test
    void refer_answersWithTheCheckoutsWeights_unlessOthersAreNamed() {
        InitWeights.ofPreset("tiny", 3).write(repository.resolve("models/dynrefer-mini"), Progress.NONE);
        Path home = repository.resolve("home");
        String[] question = {"refer", Run.example("coffee.jpg"), "--box", "170,17,240,292", "--task", "category"};
        assertThat(refer(home, question)).isZero();
        assertThat(home.resolve("weights")).doesNotExist();
    }

    private int refer(Path home, String... arguments) {
        CommandLine command = DynReferCommand.commandLine(new Surroundings(home, repository, false))
                .setOut(new PrintWriter(new StringWriter()));
        return command.execute(arguments);
    }
}
