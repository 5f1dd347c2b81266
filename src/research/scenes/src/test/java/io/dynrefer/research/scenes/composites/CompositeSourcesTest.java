package io.dynrefer.research.scenes.composites;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.Split;
import io.dynrefer.data.packages.PackageCatalogue;
import org.junit.jupiter.api.Test;

final class CompositeSourcesTest {
    private static final CompositeSources SOURCES = CompositeSources.load();

    @Test
    void stamps_occurOnce_soNoneIsInTwoSplits() {
        assertThat(SOURCES.categories().stream()
                        .flatMap(category -> category.stamps().stream())
                        .map(CompositeSources.Stamp::path))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(250);
    }

    @Test
    void backgrounds_occurOnceAndInEverySplit() {
        assertThat(SOURCES.scenes().stream()
                        .flatMap(kind -> kind.backgrounds().stream())
                        .map(background -> background.source() + background.path()))
                .doesNotHaveDuplicates();
        for (Split split : Split.values()) {
            assertThat(SOURCES.scenes().stream()
                            .filter(kind ->
                                    kind.backgrounds().stream().anyMatch(background -> background.split() == split)))
                    .as(split.wireName())
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void novelCategories_areInTheTestSplitAlone() {
        assertThat(SOURCES.categories().stream().filter(CompositeSources.StampCategory::novel))
                .hasSizeGreaterThan(8)
                .allSatisfy(category ->
                        assertThat(category.stamps()).extracting("split").containsOnly(Split.TEST));
    }

    @Test
    void categoriesOfTheTestSplit_thatAreNotNovel_areTrained() {
        assertThat(SOURCES.categories().stream()
                        .filter(category -> !category.novel()
                                && !category.stamps(Split.TEST).isEmpty()))
                .isNotEmpty()
                .allSatisfy(category -> assertThat(category.stamps(Split.TRAIN)).isNotEmpty());
    }

    @Test
    void backgrounds_comeFromTheCatalogue() {
        PackageCatalogue catalogue = PackageCatalogue.load();
        assertThat(SOURCES.scenes().stream().flatMap(kind -> kind.backgrounds().stream()))
                .allSatisfy(background ->
                        assertThat(catalogue.find(background.source()).use()).contains("composites"));
    }
}
