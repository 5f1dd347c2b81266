package io.dynrefer.research.scenes.rooms.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.research.scenes.rooms.render.Material;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObjReaderTest {
    private static final List<Float> UPRIGHT = List.of(1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f);

    private static final String MATERIALS = """
            newmtl wood
            Kd 0.5 1.0 0.0
            Ks 0.2 0.2 0.2
            Ns 12
            map_Kd C:\\pictures\\absent.png
            newmtl pane
            d 0.25
            """;

    private static final String QUAD = """
            # a square in the plane z = 1
            mtllib any/where/quad.mtl
            v 1 1 1
            v 3 1 1
            v 3 5 1
            v 1 5 1
            vt 0 0
            vt 1 1
            vn 0 0 1
            usemtl wood
            f 1/1/1 2/2/1 3//1 4
            usemtl pane
            f -4 -3 -2
            """;

    private static FurnitureModel model(List<Float> rotation) {
        return new FurnitureModel("x#quad", "Quad", "x", "quad/quad.obj", 20, 10, 40, 40, 0, rotation, "me", "CC0");
    }

    private static Mesh read(Map<String, String> files, FurnitureModel model) throws IOException {
        ArchiveFiles archive = path -> {
            String text = files.get(path);
            if (text == null) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        };
        return new ObjReader(archive).read(model);
    }

    private static Mesh quad() throws IOException {
        return read(Map.of("quad/quad.obj", QUAD, "quad/quad.mtl", MATERIALS), model(UPRIGHT));
    }

    @Test
    void read_polygonsAndRelativeIndices_becomeTriangles() throws IOException {
        Mesh mesh = quad();
        assertThat(mesh.faces()).isEqualTo(3);
        assertThat(mesh.vertexOf()).containsExactly(0, 1, 2, 0, 2, 3, 0, 1, 2);
        assertThat(mesh.textureOf()).containsExactly(0, 1, -1, 0, -1, -1, -1, -1, -1);
        assertThat(mesh.normalOf()).containsExactly(0, 0, 0, 0, 0, -1, -1, -1, -1);
    }

    @Test
    void read_materials_areTakenInLinearLight() throws IOException {
        Mesh mesh = quad();
        Material wood = mesh.materials().get(mesh.materialOf()[0]);
        Material pane = mesh.materials().get(mesh.materialOf()[2]);
        assertThat(wood).isEqualTo(new Material("wood", 0.25f, 1, 0, 0.2f, 12, 1, null));
        assertThat(pane.opacity()).isEqualTo(0.25f);
    }

    @Test
    void read_points_areCentredAndStretchedToTheCatalogueSize() throws IOException {
        Mesh mesh = quad();
        assertThat(mesh.positions()).startsWith(-10, 0, 0, 10, 0, 0, 10, 40, 0);
        assertThat(mesh.extent(0)).isEqualTo(20);
        assertThat(mesh.extent(1)).isEqualTo(40);
    }

    @Test
    void read_rotation_turnsTheFileBeforeItIsStretched() throws IOException {
        List<Float> rollOver = List.of(0f, 1f, 0f, -1f, 0f, 0f, 0f, 0f, 1f);
        Mesh mesh = read(Map.of("quad/quad.obj", QUAD, "quad/quad.mtl", MATERIALS), model(rollOver));
        // The file's height is now the width: its first point is on the left at the top.
        assertThat(mesh.positions()).startsWith(-10, 40, 0, -10, 0, 0, 10, 0, 0);
    }

    @Test
    void read_withoutItsMaterialFile_isGrey() throws IOException {
        Mesh mesh = read(Map.of("quad/quad.obj", QUAD), model(UPRIGHT));
        Material material = mesh.materials().get(mesh.materialOf()[0]);
        assertThat(List.of(material.red(), material.green(), material.blue())).containsOnly(0.64f);
    }
}
