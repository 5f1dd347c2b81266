package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import org.junit.jupiter.api.Test;

class ModelParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyArray_matchesTheResearchCode() {
        new ModelParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(67);
    }

    @Test
    void run_deformableSampling_matchesTheResearchCode() {
        new DeformableSamplingParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(4);
    }

    @Test
    void run_answersOfTheLabelDecoders_matchTheResearchCode() {
        new LabelDecoderParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(9);
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new ModelParity().applies(Golden.path("view_selection"))).isFalse();
    }
}
