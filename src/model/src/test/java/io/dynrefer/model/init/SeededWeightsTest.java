package io.dynrefer.model.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededWeightsTest {
    @TempDir
    Path home;

    @Test
    void require_severalAtOnce_leavesOneCompleteFolder() throws IOException {
        Path folder = home.resolve("weights/tiny-seed0");
        IntStream.range(0, 4).parallel().forEach(i -> SeededWeights.require(folder, "tiny", 0, "HOME", Progress.NONE));

        try (Stream<Path> left = Files.list(home.resolve("weights"))) {
            assertThat(left).containsExactly(home.resolve("weights/tiny-seed0"));
        }
        assertThat(home.resolve("weights/tiny-seed0/model.json")).exists();
    }

    @Test
    void require_aPlaceThatCannotBeWritten_namesWhatToSet() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() -> SeededWeights.require(file.resolve("weights"), "tiny", 0, "HOME", Progress.NONE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("Set HOME to a folder that can be written");
    }
}
