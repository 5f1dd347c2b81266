package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.testing.Golden;
import org.junit.jupiter.api.Test;

class TrainingParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_lossesAndEveryGradient_matchTheResearchCode() {
        new TrainingParity().run(Golden.path("model-tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.lines().stream().map(ParityReport.Line::name))
                .filteredOn(name -> name.startsWith("train.loss"))
                .containsExactlyInAnyOrder("train.loss_att", "train.loss_tag", "train.loss");
        long total = SafeTensorsDocument.read(Golden.path("model-tiny/grads_total_loss.safetensors"))
                .names()
                .size();
        long single = SafeTensorsDocument.read(Golden.path("model-tiny/io.safetensors")).names().stream()
                .filter(name -> name.startsWith("grad."))
                .count();
        assertThat(total).isPositive();
        assertThat(single).isPositive();
        assertThat(report.compared()).isEqualTo((int) (total + single + 3 + 1));
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new TrainingParity().applies(Golden.path("views"))).isFalse();
    }
}
