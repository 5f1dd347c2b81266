package io.dynrefer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import org.junit.jupiter.api.Test;

class ViewSelectionParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyRegion_matchesTheResearchCode() {
        new ViewSelectionParity().run(Golden.path("view_selection"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(3092);
    }

    @Test
    void run_hashStepsAlone_matchTheResearchCode() {
        new PerceptualHashParity().run(Golden.path("view_selection"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(5);
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new ViewSelectionParity().applies(Golden.path("views"))).isFalse();
        assertThat(new PerceptualHashParity().applies(Golden.path("views"))).isFalse();
    }
}
