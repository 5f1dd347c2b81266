package io.dynrefer.research.scenes.rooms.render;

import java.util.Arrays;
import java.util.List;

/** Cubes for tests of the renderer. */
final class Cubes {
    private Cubes() {}

    /** A cube that stands on y = 0, centred on x = z = 0, of one material. */
    static Mesh of(float side, Material material) {
        float half = side / 2;
        float[] positions = new float[24];
        for (int corner = 0; corner < 8; corner++) {
            positions[3 * corner] = (corner & 1) == 0 ? -half : half;
            positions[3 * corner + 1] = (corner & 2) == 0 ? 0 : side;
            positions[3 * corner + 2] = (corner & 4) == 0 ? -half : half;
        }
        int[] corners = {
            0, 1, 3, 0, 3, 2, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 3, 7, 2, 7, 6, 0, 2, 6, 0, 6, 4, 1, 3, 7, 1, 7, 5
        };
        int[] none = new int[corners.length];
        Arrays.fill(none, -1);
        return new Mesh(positions, new float[0], new float[0], corners, none, none, new int[12], List.of(material));
    }

    /** The cube with its foot's middle at a point. */
    static MeshPlacement at(int id, float side, Material material, Vector base) {
        return new MeshPlacement(id, of(side, material), Pose.standing(base, 0, 1), Finish.NATURAL);
    }
}
