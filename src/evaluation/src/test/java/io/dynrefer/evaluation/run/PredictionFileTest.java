package io.dynrefer.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionFileTest {
    private static final List<List<String>> BATCHES = List.of(List.of("1", "2"), List.of("3"), List.of("4", "5"));

    /** What is known of a sample in these tests. */
    record Known(String name) {}

    @TempDir
    Path folder;

    @Test
    void holds_fileCutAnywhere_isCompletedToTheSameBytes() throws IOException {
        Path whole = folder.resolve("whole.jsonl");
        write(whole);
        byte[] bytes = Files.readAllBytes(whole);

        for (int kept = 0; kept <= bytes.length; kept += 7) {
            Path cut = Files.write(folder.resolve("cut-" + kept + ".jsonl"), Arrays.copyOf(bytes, kept));
            write(cut);
            assertThat(Files.readAllBytes(cut)).as("cut after %d bytes", kept).isEqualTo(bytes);
        }
    }

    @Test
    void holds_otherSamples_isRefused() {
        Path path = folder.resolve("other.jsonl");
        write(path);

        try (PredictionFile file = PredictionFile.open(path)) {
            assertThatThrownBy(() -> file.holds(List.of("7")))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("other.jsonl")
                    .hasMessageContaining("'1'")
                    .hasMessageContaining("'7'");
        }
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        Path path = folder.resolve("read.jsonl");
        write(path);

        try (Stream<Prediction<Known>> predictions = PredictionFile.read(path, Known.class)) {
            assertThat(predictions)
                    .containsExactlyElementsOf(BATCHES.stream()
                            .flatMap(List::stream)
                            .map(PredictionFileTest::prediction)
                            .toList());
        }
    }

    private static void write(Path path) {
        try (PredictionFile file = PredictionFile.open(path)) {
            for (List<String> batch : BATCHES) {
                if (!file.holds(batch)) {
                    file.append(
                            batch.stream().map(PredictionFileTest::prediction).toList());
                }
            }
        }
    }

    private static Prediction<Known> prediction(String sample) {
        return new Prediction<>(
                "image-" + sample,
                sample,
                List.of(1.0, 2.5, 3.0, 4.0),
                new Known("Grüße"),
                new SampleAnswer(
                        List.of(0.1f, -3.5f), 0.5, null, null, null, "a cup", 0.25, List.of("cup"), null, null));
    }
}
