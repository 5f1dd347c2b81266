package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyArray_matchesTheResearchCode() {
        new LanguageParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(19);
    }

    @Test
    void run_everyGeneration_matchesTheResearchCode() {
        new GenerationParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.lines().stream().map(ParityReport.Line::name))
                .filteredOn(name -> name.endsWith(".sequences"))
                .hasSize(44);
        assertThat(report.compared()).isEqualTo(44 + 2 * 40 + 2 + 2);
    }

    @Test
    void run_otherWeights_fails(@TempDir Path folder) throws IOException {
        for (String name : List.of("config.json", "meta.json", "io.safetensors")) {
            Files.copy(Golden.path("model-tiny").resolve(name), folder.resolve(name));
        }
        byte[] weights = Files.readAllBytes(Golden.path("model-tiny/weights.safetensors"));
        for (int i = weights.length / 2; i < weights.length; i += 4) {
            weights[i + 3] ^= (byte) 0x80; // the sign
        }
        Files.write(folder.resolve("weights.safetensors"), weights);

        new LanguageParity().run(folder, report);

        assertThat(report.failed()).isPositive();
    }

    @Test
    void run_tokenizer_matchesSentencePiece() {
        new TokenizerParity().run(Golden.path("tokenizer"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(6);
        assertThat(new TokenizerParity().applies(Golden.path("model-tiny"))).isFalse();
    }
}
