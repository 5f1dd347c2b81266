package io.dynrefer.functions.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page at {@code /}, with the packaged server and the default weights, in a real browser; and that what is in the
 * repository is what its sources build. Screenshots of every step lie in {@code target/page}.
 */
@Tag("full")
class PageIT {
    private static final Path SOURCES = PackagedServer.REPOSITORY.resolve("functions/api/page");
    private static final Path SERVED = SOURCES.resolveSibling("src/main/resources/META-INF/resources/page");

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }

    @Test
    void pageInTheRepository_isWhatItsSourcesBuild() throws Exception {
        run(Map.of("OUT", folder.toString()), "npm", "run", "build");

        assertThat(SERVED.resolve("page.js"))
                .as("'npm run build' in functions/api/page brings it up to date")
                .hasSameTextualContentAs(folder.resolve("page.js"));
    }

    @Test
    void page_inABrowser_isUsedFromThePhotoToTheExport() throws Exception {
        try (PackagedServer server = PackagedServer.start(folder)) {
            Path shots = Files.createDirectories(Path.of("target/page").toAbsolutePath());
            run(Map.of("PAGE", server.address() + "/", "SHOTS", shots.toString()), "npm", "test");
            assertThat(shots.resolve("03-answered.png")).isNotEmptyFile();
        }
    }

    /** Runs a command among the page's sources. */
    private static void run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("page", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SOURCES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        assertThat(status).as(List.of(command) + "\n" + Files.readString(log)).isZero();
        Files.delete(log);
    }
}
