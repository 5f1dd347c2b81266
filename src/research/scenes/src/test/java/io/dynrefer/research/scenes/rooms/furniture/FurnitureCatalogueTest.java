package io.dynrefer.research.scenes.rooms.furniture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FurnitureCatalogueTest {
    private static final String ENTRY = """
            license=Public domain
            id#2=Some library#cafe
            name#2=Café table
            model#2=/some/cafe/cafe.obj
            width#2=74.2
            depth#2=70
            height#2=71
            creator#2=Someone
            """;

    private static List<FurnitureModel> read(String text) throws IOException {
        return FurnitureCatalogue.read("Library", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void read_entry_hasSizeCreatorAndDefaults() throws IOException {
        assertThat(read(ENTRY))
                .containsExactly(new FurnitureModel(
                        "Library#cafe",
                        "Café table",
                        "Library",
                        "some/cafe/cafe.obj",
                        74.2f,
                        70,
                        71,
                        71,
                        0,
                        List.of(1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f),
                        "Someone",
                        "Public domain"));
    }

    @Test
    void read_surfaceElevationAndRotation_areTaken() throws IOException {
        FurnitureModel model = read(ENTRY
                        + "dropOnTopElevation#2=-1\nelevation#2=12\nmodelRotation#2=0 0 1 0 1 0 -1 0 0\n")
                .get(0);
        assertThat(model.surfaceHeight()).isEqualTo(-1);
        assertThat(model.elevation()).isEqualTo(12);
        assertThat(model.rotation()).startsWith(0f, 0f, 1f);
    }

    @Test
    void read_entryWithoutAWidth_namesTheEntry() {
        assertThatThrownBy(() -> read(ENTRY.replace("width#2", "girth#2")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("Library")
                .hasMessageContaining("width");
    }
}
