package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynReferCommandTest {
    @TempDir
    Path home;

    @Test
    void help_everyCommand_hasAnExample() {
        Set<String> commands = DynReferCommand.commandLine(new Surroundings(home, null, false))
                .getSubcommands()
                .keySet();
        assertThat(commands).contains("refer", "views", "serve", "convert", "init-weights", "check-parity", "presets");
        for (String command : commands) {
            Run run = Run.of(home, command, "--help");
            assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.OK);
            assertThat(run.out()).as(command).contains("Example", "dynrefer " + command);
        }
    }

    @Test
    void version_isPrinted() {
        assertThat(Run.of(home, "--version").out()).startsWith("dynrefer ");
    }

    @Test
    void unknownCommand_isAUsageError() {
        Run run = Run.of(home, "ask");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("ask");
    }

    @Test
    void presets_listsTheSizes() {
        Run run = Run.of(home, "presets");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("tiny", "dynrefer-flant5xl", "39 blocks, width 1408");
    }

    @Test
    void verbose_failure_printsTheStackTrace() {
        Run run = Run.of(home, "check-parity", "nowhere", "--verbose");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no folder nowhere", "\tat io.dynrefer.research.parity.CheckParityCommand");
    }

    @Test
    void nothingAsked_isTheHelp() {
        Run run = Run.of(home);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Usage: dynrefer", "refer", "completion");
    }

    @Test
    void completion_namesCommandsAndOptions() {
        assertThat(Run.of(home, "completion").out()).contains("complete -F", "retry-failed", "label-studio");
    }

    @Test
    void labelConfig_isXmlThatNamesTheWords() {
        String config = Run.of(home, "label-config", "--vocabulary", "cat,R&B", "--attributes", "color:red")
                .out();
        assertThat(config)
                .contains("<Label value=\"R&amp;B\"/>", "<TextArea name=\"caption\"", "<Choice value=\"color:red\"/>")
                .doesNotContain("name=\"tags\"");
    }
}
