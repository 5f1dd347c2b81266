package io.dynrefer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyNumber_matchesTheResearchCode() {
        new EvaluationParity().run(Golden.path("evaluation"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isPositive();
    }

    @Test
    void run_oneNumberOff_failsThere(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Golden.path("evaluation"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path coco = folder.resolve("coco_recognition.json");
        String changed = Files.readString(coco).replaceFirst("(\"top1_accuracy\": 0\\.)", "$19");
        Files.writeString(coco, changed);

        new EvaluationParity().run(folder, report);

        assertThat(report.lines())
                .filteredOn(line -> !line.passed())
                .extracting(ParityReport.Line::name)
                .containsExactly("coco_recognition/top1_accuracy");
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new EvaluationParity().applies(Golden.path("views"))).isFalse();
    }
}
