package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    Path folder;

    @Test
    void serve_withoutTheLauncher_saysHow() {
        Run run = Run.of(folder, "serve");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("./dynrefer");
    }

    @Test
    void serve_portOutOfRange_isRefused() {
        Run run = Run.of(folder, "serve", "--port", "70000");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--port", "70000");
    }

    @Test
    void serve_serverThatIsNotBuilt_isNamed() {
        StringWriter err = new StringWriter();
        for (List<String> arguments :
                List.of(List.of("serve", "--preset", "tiny"), List.of("serve", "--preset", "tiny", "--processes"))) {
            int exitCode = DynReferCommand.commandLine(new Surroundings(folder, folder.resolve("checkout"), false))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments.toArray(String[]::new));
            assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
        }
        assertThat(err.toString()).contains("quarkus-run.jar is not built", "dynrefer-processes.jar is not built");
    }

    @Test
    void run_server_passesArgumentsAndItsExitCode() throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("Server.java"), """
                public class Server {
                    public static void main(String[] words) throws Exception {
                        java.nio.file.Files.writeString(java.nio.file.Path.of(words[0]), System.getProperty("answer"));
                        System.exit(3);
                    }
                }
                """);
        Path heard = folder.resolve("heard.txt");

        int exitCode = LaunchedServer.run(List.of("-Danswer=42", program.toString(), heard.toString()));

        assertThat(exitCode).isEqualTo(3);
        assertThat(heard).hasContent("42");
    }
}
