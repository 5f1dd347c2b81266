package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import org.junit.jupiter.api.Test;

class ViewsParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyArray_matchesTheResearchCode() {
        new ViewsParity().run(Golden.path("views"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(53);
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new ViewsParity().applies(Golden.path("view_selection"))).isFalse();
    }
}
