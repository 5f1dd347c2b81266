package io.dynrefer.research.scenes.rooms.furniture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.research.scenes.rooms.TestFurniture;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import org.junit.jupiter.api.Test;

final class FurnitureLibraryTest {
    @Test
    void mesh_everyModel_hasTheCatalogueSizeAndIndicesInRange() {
        try (FurnitureLibrary library = TestFurniture.open()) {
            assertThat(library.models()).hasSize(28);
            for (FurnitureModel model : library.models()) {
                Mesh mesh = library.mesh(model);
                assertThat(mesh.extent(0)).as(model.id()).isCloseTo(model.width(), within(0.01f));
                assertThat(mesh.extent(1)).as(model.id()).isCloseTo(model.height(), within(0.01f));
                assertThat(mesh.extent(2)).as(model.id()).isCloseTo(model.depth(), within(0.01f));
                assertThat(max(mesh.vertexOf())).isLessThan(mesh.positions().length / 3);
                assertThat(max(mesh.normalOf())).isLessThan(mesh.normals().length / 3);
                assertThat(max(mesh.textureOf())).isLessThan(mesh.textureCoordinates().length / 2);
                assertThat(max(mesh.materialOf())).isLessThan(mesh.materials().size());
            }
        }
    }

    private static int max(int[] values) {
        int max = -1;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    @Test
    void mesh_texturedModel_hasItsTexture() {
        try (FurnitureLibrary library = TestFurniture.open()) {
            FurnitureModel ball = library.models().stream()
                    .filter(model -> model.name().equals("Basketball"))
                    .findFirst()
                    .orElseThrow();
            assertThat(library.mesh(ball).materials()).anyMatch(material -> material.texture() != null);
        }
    }

    @Test
    void models_nameTheirCreatorAndLicence() {
        try (FurnitureLibrary library = TestFurniture.open()) {
            assertThat(library.models()).allSatisfy(model -> {
                assertThat(model.creator()).isNotBlank();
                assertThat(model.licence()).isEqualTo("Public domain");
            });
        }
    }
}
