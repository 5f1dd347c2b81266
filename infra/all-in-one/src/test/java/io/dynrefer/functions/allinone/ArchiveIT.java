package io.dynrefer.functions.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The self-contained archive, unpacked in an empty folder where the path has a few tools of a shell and no Java. */
@Tag("full")
class ArchiveIT {
    private static final List<String> TOOLS = List.of("bash", "dirname", "mktemp", "mv", "readlink", "rm");

    @TempDir
    Path archives;

    @TempDir
    Path folder;

    @TempDir
    Path home;

    @Test
    void archive_whereThereIsNoJava_answersAboutThePhoto() throws Exception {
        String script = PackagedServer.REPOSITORY.resolve("infra/archive/build").toString();
        Output made = run(archives, System.getenv(), script, "--built", archives.toString());
        assertThat(made.status()).as(made.text()).isZero();
        Output unpacked =
                run(folder, System.getenv(), "tar", "-xf", only(archives).toString());
        assertThat(unpacked.status()).as(unpacked.text()).isZero();
        Path there = only(folder);
        Map<String, String> bare = Map.of("PATH", tools().toString(), "HOME", home.toString());

        assertThat(run(there, bare, "/bin/sh", "-c", "command -v java || command -v mvn")
                        .status())
                .isNotZero();
        Output answer = run(
                there,
                bare,
                there.resolve("dynrefer").toString(),
                "refer",
                "examples/giraffe.jpg",
                "--box",
                "455,184,273,445");

        assertThat(answer.status()).as(answer.text()).isZero();
        assertThat(answer.text())
                .containsPattern("Category \\(probability\\)\\s+0\\.98\\d  giraffe\n")
                .containsPattern("0\\.\\d+  a giraffe\n");
    }

    private Path tools() throws IOException {
        Path tools = Files.createDirectory(home.resolve("bin"));
        for (String tool : TOOLS) {
            Path of = Stream.of("/bin", "/usr/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), of);
        }
        return tools;
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.reduce((one, other) -> {
                        throw new AssertionError("more than one: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }

    private static Output run(Path where, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private record Output(int status, String text) {}
}
