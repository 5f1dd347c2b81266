package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.DynReferException;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteorPairTest {
    @TempDir
    private Path folder;

    @Test
    void read_fixture_hasSingleAndManyReferences() {
        List<MeteorPair> pairs = MeteorPair.read(Golden.path("evaluation/meteor_coco.json"));
        assertThat(pairs)
                .hasSizeGreaterThanOrEqualTo(500)
                .allSatisfy(pair -> assertThat(pair.score()).isBetween(0.0, 1.0));
        assertThat(pairs.stream().filter(pair -> pair.references().size() > 1).count())
                .isBetween(200L, 400L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | pairs is missing
            {"pairs": []} | pairs is missing
            {"pairs": [{"hypothesis": "a", "references": ["b"]}, {"hypothesis": "a"}]} | pairs[1]
            {"pairs": [{"hypothesis": 3, "references": ["b"]}]} | pairs[0]
            """)
    void read_malformedPairs_areNamed(String json, String named) throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.json"), json);
        assertThatThrownBy(() -> MeteorPair.read(file))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(named);
    }

    @Test
    void comparison_withoutTheProgramsScore_saysHowToGetIt() {
        MeteorPair pair = new MeteorPair("a dog", List.of("a dog"), null);
        Meteor meteor = Meteor.english();
        assertThatThrownBy(() -> MeteorComparison.of(meteor, List.of(pair), null))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("--program");
    }

    @Test
    void comparison_scoresApart_areDifferent() {
        MeteorComparison comparison = MeteorComparison.of(
                Meteor.english(),
                List.of(new MeteorPair("a dog", List.of("a dog"), 1.0), new MeteorPair("a dog", List.of("a dog"), 0.9)),
                null);
        assertThat(comparison.different()).hasSize(1);
        assertThat(comparison.largest()).isCloseTo(0.1, within(1e-9));
    }
}
