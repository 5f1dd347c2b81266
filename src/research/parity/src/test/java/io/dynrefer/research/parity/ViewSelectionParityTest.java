package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void run_alteredNumbers_eachFailsOnItsOwnLine(@TempDir Path folder) throws IOException {
        ObjectNode json = (ObjectNode) Golden.json("view_selection/view_selection.json");
        ArrayNode pictures = (ArrayNode) json.get("images");
        while (pictures.size() > 1) {
            pictures.remove(0);
        }
        JsonNode region = pictures.get(0).get("regions").get(0);
        ((ObjectNode) region.get("candidates").get(3)).put("hamming", 64);
        ((ObjectNode) region.get("selection").get("2")).putArray("t").add(0.0).add(0.9);
        Files.writeString(folder.resolve("view_selection.json"), json.toString());
        Path picture = Path.of(pictures.get(0).get("file").asText());
        Files.createDirectories(folder.resolve(picture).getParent());
        Files.copy(Golden.path("view_selection").resolve(picture), folder.resolve(picture));
        Path coefficients = Path.of("dct8x8.safetensors");
        Files.copy(Golden.path("view_selection").resolve(coefficients), folder.resolve(coefficients));

        new ViewSelectionParity().run(folder, report);

        String id = "view_selection/" + region.get("id").asText();
        assertThat(report.lines())
                .filteredOn(line -> !line.passed())
                .extracting(ParityReport.Line::name)
                .containsExactly(id + "/hamming", id + "/selection.2.t", "view_selection/dct8x8 names");
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new ViewSelectionParity().applies(Golden.path("views"))).isFalse();
        assertThat(new PerceptualHashParity().applies(Golden.path("views"))).isFalse();
    }
}
