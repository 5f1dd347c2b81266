package io.dynrefer.research.scenes.rooms.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RoomTablesTest {
    private final RoomTables tables = new RoomTables();

    @Test
    void categories_areManyDistinctAndFifteenNovel() {
        List<Category> categories = tables.categories();
        assertThat(categories.stream().filter(Category::novel)).hasSize(15);
        assertThat(categories.stream().filter(category -> !category.novel())).hasSizeGreaterThan(80);
        assertThat(categories).extracting(Category::word).doesNotHaveDuplicates();
        assertThat(categories.stream().flatMap(category -> category.catalogueNames().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void categories_haveARoleAndNamesInTheCatalogue() {
        assertThat(tables.categories()).allSatisfy(category -> {
            assertThat(category.roles()).isNotEmpty();
            assertThat(category.catalogueNames()).isNotEmpty();
            assertThat(category.word()).isLowerCase().isNotBlank();
        });
    }

    @Test
    void sceneTypes_areEightWithAnchorsOfTheirOwn() {
        assertThat(tables.sceneTypes()).hasSize(8);
        assertThat(tables.sceneTypes().stream()
                        .flatMap(type -> type.anchors().stream())
                        .collect(Collectors.toList()))
                .doesNotHaveDuplicates()
                .allSatisfy(anchor -> assertThat(anchor.roles()).contains(Role.ANCHOR))
                .noneMatch(Category::novel);
    }
}
