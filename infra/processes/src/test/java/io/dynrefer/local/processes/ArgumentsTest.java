package io.dynrefer.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    Path repository;

    @Test
    void parse_fillsInTheDefaults() throws IOException {
        build();

        Machine.Settings settings =
                Arguments.parse("--weights", "tiny", "--repository", repository.toString(), "--s3-port", "9000");

        assertThat(settings.weights()).isEqualTo(Path.of("tiny").toAbsolutePath());
        assertThat(settings.work()).isEqualTo(Path.of(".dynrefer/processes").toAbsolutePath());
        assertThat(settings.ports()).isEqualTo(new Ports(8080, 0, 9000, 0, 0));
        assertThat(settings.functionMegabytes()).isEqualTo(1024);
    }

    @Test
    void parse_namesWhatIsNotBuilt() {
        assertThatThrownBy(() -> Arguments.parse("--weights", "tiny", "--repository", repository.toString()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("function.zip")
                .hasMessageContaining("mvn package");
    }

    @Test
    void parse_namesTheOptionAtFault() throws IOException {
        build();
        String folder = repository.toString();

        assertThatThrownBy(() -> Arguments.parse("--colour", "red")).hasMessageContaining("--colour");
        assertThatThrownBy(() -> Arguments.parse("--weights")).hasMessageContaining("--weights needs a value");
        assertThatThrownBy(() -> Arguments.parse("--repository", folder)).hasMessageContaining("--weights is missing");
        assertThatThrownBy(() -> Arguments.parse("--weights", "w", "--repository", folder, "--port", "x"))
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> Arguments.parse("--weights", "w", "--repository", folder, "--port", "70000"))
                .hasMessageContaining("65535");
    }

    private void build() throws IOException {
        for (String file : List.of(
                "views/target/function.zip",
                "decode/target/function.zip",
                "gateway-lambda/target/function.zip",
                "encode/target/quarkus-app/quarkus-run.jar",
                "gateway/target/quarkus-app/quarkus-run.jar")) {
            Path path = repository.resolve("functions").resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }
}
