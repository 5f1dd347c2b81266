package io.dynrefer.research.scenes.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.Split;
import io.dynrefer.region.Progress;
import io.dynrefer.research.scenes.rooms.RoomsGenerator.AnchorUse;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoomsGeneratorTest {
    private static final Map<Split, Integer> SCENES = Map.of(Split.TRAIN, 4, Split.VAL, 0, Split.TEST, 6);

    private final FurnitureLibrary library = TestFurniture.open();
    private final Map<Split, List<AnnotatedRegion>> regions = new LinkedHashMap<>();

    private Path temporary = Path.of("");
    private Path folder = Path.of("");

    @BeforeAll
    void generate(@TempDir Path given) {
        temporary = given;
        folder = temporary.resolve("rooms");
        generate(new RoomsGenerator(library, 3, AnchorUse.TRUE), folder);
        try (Dataset dataset = Dataset.open(folder)) {
            regions.put(Split.TRAIN, regions(dataset, Split.TRAIN));
            regions.put(Split.TEST, regions(dataset, Split.TEST));
        }
    }

    @AfterAll
    void close() {
        library.close();
    }

    private static void generate(SceneGenerator generator, Path folder) {
        new DatasetGeneration(generator, SCENES, folder).run(Progress.NONE);
    }

    private static List<AnnotatedRegion> regions(Dataset dataset, Split split) {
        return dataset.images(split).stream()
                .flatMap(image -> image.regions().stream())
                .toList();
    }

    private List<AnnotatedRegion> all() {
        List<AnnotatedRegion> all = new ArrayList<>();
        regions.values().forEach(all::addAll);
        return all;
    }

    private static Set<String> groups(List<AnnotatedRegion> regions) {
        return regions.stream().map(region -> region.origin().group()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void regions_partRooms_sharesNoModelWithTraining() {
        List<AnnotatedRegion> unseen = regions.getOrDefault(Split.TEST, List.of()).stream()
                .filter(region -> region.origin().part().equals("rooms"))
                .toList();
        assertThat(unseen).isNotEmpty();
        assertThat(groups(unseen)).doesNotContainAnyElementsOf(groups(regions.getOrDefault(Split.TRAIN, List.of())));
    }

    @Test
    void regions_novelCategories_areInTestOnlyAndNoTags() {
        assertThat(regions.getOrDefault(Split.TRAIN, List.of()))
                .noneMatch(region -> region.origin().novel());
        List<AnnotatedRegion> novel = regions.getOrDefault(Split.TEST, List.of()).stream()
                .filter(region -> region.origin().novel())
                .toList();
        assertThat(novel)
                .isNotEmpty()
                .allSatisfy(region -> assertThat(region.labels().tags())
                        .doesNotContain(region.labels().category()));
    }

    @Test
    void captions_areShortTrueToTheSlotsAndWithContext() {
        int captions = 0;
        int withContext = 0;
        for (AnnotatedRegion region : all()) {
            assertThat(region.captions()).hasSizeBetween(3, 4).doesNotHaveDuplicates();
            for (String caption : region.captions()) {
                captions++;
                withContext += hasContext(caption) ? 1 : 0;
                List<String> words = Arrays.asList(caption.split(" ", -1));
                assertThat(words).hasSizeBetween(2, 12).doesNotContain("");
                assertThat(caption).doesNotContainPattern("\\ba [aeio]").doesNotContainPattern("\\ban [^aeiou]");
            }
            assertThat(region.captions())
                    .anyMatch(
                            caption -> caption.contains(region.labels().slots().object()));
        }
        assertThat(withContext).isGreaterThan(captions * 95 / 100);
    }

    private static boolean hasContext(String caption) {
        return caption.matches(".* (on|under|below|left|right|front|behind|next|near|beside|against|by|in) .*");
    }

    @Test
    void labels_areConsistent() {
        for (AnnotatedRegion region : all()) {
            assertThat(region.labels().attributes())
                    .doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(region.labels().negativeAttributes());
            assertThat(region.labels().phrases())
                    .contains("the " + region.labels().category());
            assertThat(region.labels().slots().context())
                    .contains(region.origin().scene());
            assertThat(region.labels().tags()).contains(region.origin().scene());
        }
    }

    @Test
    void card_listsEveryAttributeAndCategoryInUse() {
        try (Dataset dataset = Dataset.open(folder)) {
            var vocabulary = dataset.info().vocabulary();
            for (AnnotatedRegion region : all()) {
                assertThat(vocabulary.attributes())
                        .containsAll(region.labels().attributes())
                        .containsAll(region.labels().negativeAttributes());
                assertThat(region.origin().novel() ? vocabulary.novelCategories() : vocabulary.categories())
                        .contains(region.labels().category());
            }
            assertThat(dataset.info().credits())
                    .anyMatch(credit -> credit.contains("Basketball") && credit.contains("SEspider"));
        }
    }

    @Test
    void boxes_lieWithinTheImage() {
        assertThat(all()).allSatisfy(region -> {
            assertThat(region.box().x1()).isNotNegative();
            assertThat(region.box().y1()).isNotNegative();
            assertThat(region.box().x2()).isLessThanOrEqualTo(320);
            assertThat(region.box().y2()).isLessThanOrEqualTo(320);
            assertThat(region.box().width() * region.box().height()).isGreaterThanOrEqualTo(60);
        });
    }

    @Test
    void lookAhead_onTwoThreads_givesTheSameBytes() {
        Path other = temporary.resolve("ahead");
        try (LookAheadGenerator ahead = new LookAheadGenerator(new RoomsGenerator(library, 3, AnchorUse.TRUE), 2)) {
            generate(ahead, other);
        }
        try (Dataset one = Dataset.open(folder);
                Dataset two = Dataset.open(other)) {
            for (Split split : List.of(Split.TRAIN, Split.TEST)) {
                assertThat(two.images(split)).isEqualTo(one.images(split));
                for (AnnotatedImage image : one.images(split)) {
                    assertThat(two.pixels().encoded(image))
                            .isEqualTo(one.pixels().encoded(image));
                }
            }
        }
    }

    @Test
    void exchangedAnchors_keepTheTargetsWordsButNotThePicture() {
        Path other = temporary.resolve("exchanged");
        generate(new RoomsGenerator(library, 3, AnchorUse.EXCHANGED_IN_TEST), other);
        try (Dataset real = Dataset.open(folder);
                Dataset exchanged = Dataset.open(other)) {
            assertThat(exchanged.images(Split.TRAIN)).isEqualTo(real.images(Split.TRAIN));
            List<AnnotatedRegion> kept = regions(exchanged, Split.TEST);
            assertThat(kept).isNotEmpty();
            assertThat(labels(regions(real, Split.TEST))).containsAll(labels(kept));
            AnnotatedImage image = real.images(Split.TEST).get(0);
            assertThat(exchanged.pixels().encoded(image))
                    .isNotEqualTo(real.pixels().encoded(image));
        }
    }

    private static List<Object> labels(List<AnnotatedRegion> regions) {
        return regions.stream()
                .map(region -> (Object) List.of(region.captions(), region.labels(), region.origin()))
                .toList();
    }
}
