package io.dynrefer.research.scenes.rooms.render;

import java.util.List;

/**
 * Triangles with materials. A model stands on y = 0 and is centred on x = z = 0; the unit is the centimetre.
 *
 * @param positions (3 * vertices) x, y, z
 * @param normals (3 * normals) x, y, z, of any length
 * @param textureCoordinates (2 * coordinates) u, v
 * @param vertexOf (3 * faces) index of each corner's vertex
 * @param normalOf (3 * faces) index of each corner's normal, or -1
 * @param textureOf (3 * faces) index of each corner's texture coordinate, or -1
 * @param materialOf (faces) index into {@code materials}
 * @param materials at least one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per access would cost a megabyte.
public record Mesh(
        float[] positions,
        float[] normals,
        float[] textureCoordinates,
        int[] vertexOf,
        int[] normalOf,
        int[] textureOf,
        int[] materialOf,
        List<Material> materials) {
    /** Number of triangles. */
    public int faces() {
        return materialOf.length;
    }

    /** Extent along {@code axis} (0 for x, 1 for y, 2 for z) in centimetres, over the vertices that faces use. */
    public float extent(int axis) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int vertex : vertexOf) {
            float value = positions[3 * vertex + axis];
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    /** A rectangle {@code a, b, c, d} (in turn) of one material, with texture coordinates 0 to 1. */
    public static Mesh rectangle(Vector a, Vector b, Vector c, Vector d, Material material) {
        float[] positions = {a.x(), a.y(), a.z(), b.x(), b.y(), b.z(), c.x(), c.y(), c.z(), d.x(), d.y(), d.z()};
        int[] corners = {0, 1, 2, 0, 2, 3};
        int[] none = {-1, -1, -1, -1, -1, -1};
        float[] coordinates = {0, 0, 1, 0, 1, 1, 0, 1};
        return new Mesh(
                positions, new float[0], coordinates, corners, none, corners, new int[] {0, 0}, List.of(material));
    }
}
