package io.dynrefer.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged views function, laid out as in its image and run by AWS's own runtime client. */
class SnapStartIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    static Path folder;

    @BeforeAll
    static void layOut() throws IOException {
        LayOut.write(
                Image.VIEWS,
                Path.of("../.."),
                folder,
                folder.resolve("app").toString(),
                folder.resolve("native").toString());
    }

    @Test
    void function_isPrimedBeforeTheSnapshotAndAnswersAfterIt() throws IOException, InterruptedException {
        assertThat(run("snap-start")).contains("Primed in").contains("Restored from a snapshot");
    }

    @Test
    void function_withoutASnapshot_isNotPrimed() throws IOException, InterruptedException {
        assertThat(run("on-demand")).doesNotContain("Primed in");
    }

    private static String run(String initialization) throws IOException, InterruptedException {
        Path work = folder.resolve(initialization);
        List<String> command = Rehearsal.command(Image.VIEWS, JAVA, folder.resolve("app"));
        try (TrialSurroundings surroundings = TrialSurroundings.start(work)) {
            Map<String, String> variables = new HashMap<>(surroundings.environment());
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
            try (Application application = Application.launch(command, variables, work.resolve("log"))) {
                surroundings.awaitReady();
                surroundings.ask(Image.VIEWS, application);
                return application.lastLines();
            }
        }
    }
}
