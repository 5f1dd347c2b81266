package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.testing.Golden;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModelCoverageTest {
    /** Arrays that are read, not produced. */
    private static final Set<String> NOT_PRODUCED = Set.of(
            "in.",
            "gen_early.lm_head.weight",
            "eval.attr_len_synonyms",
            "clip.*token_ids",
            "dcn_extra[0-9]+\\.(input|offset_mask)");

    @Test
    void everyArrayThatIsProduced_isCompared() {
        ParityReport report = new ParityReport(line -> {});
        ParityChecks.of(Golden.path("model-tiny")).forEach(check -> check.run(Golden.path("model-tiny"), report));
        Set<String> compared = new TreeSet<>();
        report.lines().forEach(line -> compared.add(line.name()));

        Set<String> forgotten = new TreeSet<>(SafeTensorsDocument.read(Golden.path("model-tiny/io.safetensors"))
                .names());
        forgotten.removeIf(name ->
                compared.contains(name) || NOT_PRODUCED.stream().anyMatch(pattern -> name.matches(pattern + ".*")));
        assertThat(forgotten).isEmpty();
        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
    }
}
