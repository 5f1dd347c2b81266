package io.dynrefer.research.scenes.composites;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.DatasetVocabulary;
import io.dynrefer.data.Split;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompositesGeneratorTest {
    private static final long SEED = 11;
    private static final CompositeSources SOURCES = CompositeSources.load();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() {
        CompositesGenerator generator = new CompositesGenerator(SOURCES, new DrawnImages(), SEED);
        new DatasetGeneration(generator, Map.of(Split.TRAIN, 30, Split.TEST, 20), folder.resolve("first"))
                .run(Progress.NONE);
    }

    private static DatasetVocabulary vocabulary() {
        try (Dataset dataset = Dataset.open(folder.resolve("first"))) {
            return dataset.info().vocabulary();
        }
    }

    private static List<AnnotatedImage> images(Split split) {
        try (Dataset dataset = Dataset.open(folder.resolve("first"))) {
            return dataset.images(split);
        }
    }

    private static List<AnnotatedRegion> regions(Split split) {
        List<AnnotatedRegion> regions = new ArrayList<>();
        images(split).forEach(image -> regions.addAll(image.regions()));
        return regions;
    }

    @Test
    void scene_sameSeed_isTheSame_inAnyOrder() {
        CompositesGenerator one = new CompositesGenerator(SOURCES, new DrawnImages(), SEED);
        CompositesGenerator other = new CompositesGenerator(SOURCES, new DrawnImages(), SEED);
        one.scene(Split.TRAIN, 0);
        Path again = folder.resolve("again");
        new DatasetGeneration(one, Map.of(Split.TRAIN, 2), again).run(Progress.NONE);
        new DatasetGeneration(other, Map.of(Split.TRAIN, 2), folder.resolve("other")).run(Progress.NONE);
        try (Dataset first = Dataset.open(again);
                Dataset second = Dataset.open(folder.resolve("other"))) {
            assertThat(first.images(Split.TRAIN)).isEqualTo(second.images(Split.TRAIN));
            AnnotatedImage image = first.images(Split.TRAIN).get(1);
            assertThat(first.pixels().encoded(image)).isEqualTo(second.pixels().encoded(image));
        }
    }

    @Test
    void boxes_lieInTheImage() {
        assertThat(images(Split.TRAIN))
                .allSatisfy(image -> assertThat(image.regions())
                        .hasSizeBetween(1, 4)
                        .allSatisfy(region -> {
                            assertThat(region.box().x1()).isNotNegative();
                            assertThat(region.box().y1()).isNotNegative();
                            assertThat(region.box().x2())
                                    .isLessThanOrEqualTo(image.size().width());
                            assertThat(region.box().y2())
                                    .isLessThanOrEqualTo(image.size().height());
                            assertThat(Math.min(
                                            region.box().width(), region.box().height()))
                                    .isGreaterThan(10);
                        }));
    }

    @Test
    void captions_areShortAndNeedTheSurroundings() {
        int inContext = 0;
        int all = 0;
        for (AnnotatedRegion region : regions(Split.TRAIN)) {
            Set<String> own = new HashSet<>(List.of(region.labels().category().split(" ")));
            own.addAll(region.labels().slots().attributes());
            own.addAll(List.of("a", "an", "the", "and", "facing", "left", "right"));
            assertThat(region.captions()).hasSizeBetween(2, 4).doesNotHaveDuplicates();
            for (String caption : region.captions()) {
                List<String> words = List.of(caption.split(" "));
                assertThat(words).as(caption).hasSizeBetween(1, 12);
                inContext += own.containsAll(words) ? 0 : 1;
                all++;
            }
        }
        assertThat(inContext).isEqualTo(all);
    }

    @Test
    void labels_areOfTheVocabularyAndNeverBothTrueAndFalse() {
        for (AnnotatedRegion region : regions(Split.TEST)) {
            List<String> attributes = region.labels().attributes();
            assertThat(vocabulary().attributes()).containsAll(attributes);
            assertThat(region.labels().negativeAttributes()).doesNotContainAnyElementsOf(attributes);
            attributes.forEach(
                    name -> assertThat(Attribute.parse(name).name()).as(name).isEqualTo(name));
            List<String> categories = region.origin().novel()
                    ? vocabulary().novelCategories()
                    : vocabulary().categories();
            assertThat(categories).contains(region.labels().category());
        }
    }

    @Test
    void splits_shareNoCutout() {
        Set<String> trained = new HashSet<>();
        regions(Split.TRAIN).forEach(region -> trained.add(region.origin().group()));
        assertThat(regions(Split.TEST))
                .extracting(region -> region.origin().group())
                .doesNotContainAnyElementsOf(trained);
        assertThat(regions(Split.TRAIN)).noneMatch(region -> region.origin().novel());
        assertThat(regions(Split.TEST)).anyMatch(region -> region.origin().novel());
    }
}
