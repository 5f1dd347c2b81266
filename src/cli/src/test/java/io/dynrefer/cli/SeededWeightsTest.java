package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.SeededWeights;
import io.dynrefer.command.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededWeightsTest {
    @TempDir
    Path home;

    @Test
    void require_severalAtOnce_leavesOneCompleteFolder() throws IOException {
        Surroundings surroundings = new Surroundings(home, null, false);
        List<Path> folders = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> SeededWeights.require(surroundings, "tiny", new PrintWriter(new StringWriter())))
                .toList();

        assertThat(folders).containsOnly(home.resolve("weights/tiny-seed0"));
        try (Stream<Path> left = Files.list(home.resolve("weights"))) {
            assertThat(left).containsExactly(home.resolve("weights/tiny-seed0"));
        }
        assertThat(home.resolve("weights/tiny-seed0/model.json")).exists();
    }
}
