package io.dynrefer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import org.junit.jupiter.api.Test;

class EvaluationParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyNumber_matchesTheResearchCode() {
        new EvaluationParity().run(Golden.path("evaluation"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isPositive();
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new EvaluationParity().applies(Golden.path("views"))).isFalse();
    }
}
