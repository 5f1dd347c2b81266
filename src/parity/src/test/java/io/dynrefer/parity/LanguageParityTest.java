package io.dynrefer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import org.junit.jupiter.api.Test;

class LanguageParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyArray_matchesTheResearchCode() {
        new LanguageParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(20);
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
    void run_tokenizer_matchesSentencePiece() {
        new TokenizerParity().run(Golden.path("tokenizer"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(6);
        assertThat(new TokenizerParity().applies(Golden.path("model-tiny"))).isFalse();
    }
}
