package io.dynrefer.research.scenes.rooms.render;

import org.jspecify.annotations.Nullable;

/** One face on its way to the screen: its corners' pixels, depths, normals, texture coordinates and model positions. */
final class Triangle {
    private static final float NEAREST = 5;
    private static final float SMALLEST_AREA = 1e-4f;

    /** (3 corners) pixel columns, rows and depths. */
    final float[] column = new float[3];

    final float[] row = new float[3];
    final float[] depth = new float[3];
    /** (3 corners * 3) points in the room, points on the model, room normals. */
    final float[] point = new float[9];

    final float[] modelPoint = new float[9];
    final float[] normal = new float[9];
    /** (3 corners * 2) texture coordinates. */
    final float[] coordinates = new float[6];
    /** The face's own direction on the model, of length one. */
    final float[] modelNormal = new float[3];

    Material material = Material.matt("", 1, 1, 1);
    int materialIndex;

    @Nullable
    Texture texture;

    float area;
    int left;
    int right;
    int top;
    int bottom;

    private final float[] projected = new float[3];

    /** Takes a face; false if nothing of it can be seen. */
    boolean set(PlacedMesh placed, int face, Camera camera, int side) {
        Mesh mesh = placed.placement.mesh();
        for (int corner = 0; corner < 3; corner++) {
            int from = 3 * mesh.vertexOf()[3 * face + corner];
            System.arraycopy(placed.positions, from, point, 3 * corner, 3);
            System.arraycopy(mesh.positions(), from, modelPoint, 3 * corner, 3);
            camera.project(point[3 * corner], point[3 * corner + 1], point[3 * corner + 2], projected, 0);
            if (projected[2] < NEAREST) {
                return false;
            }
            column[corner] = projected[0];
            row[corner] = projected[1];
            depth[corner] = projected[2];
        }
        area = (column[1] - column[0]) * (row[2] - row[0]) - (column[2] - column[0]) * (row[1] - row[0]);
        if (Math.abs(area) < SMALLEST_AREA || !bound(side)) {
            return false;
        }
        materialIndex = mesh.materialOf()[face];
        material = mesh.materials().get(materialIndex);
        takeNormals(placed, face);
        texture = material.texture() == null ? null : takeTexture(mesh, face, material.texture());
        return true;
    }

    private boolean bound(int side) {
        left = Math.max(0, (int) Math.floor(Math.min(column[0], Math.min(column[1], column[2]))));
        right = Math.min(side - 1, (int) Math.ceil(Math.max(column[0], Math.max(column[1], column[2]))));
        top = Math.max(0, (int) Math.floor(Math.min(row[0], Math.min(row[1], row[2]))));
        bottom = Math.min(side - 1, (int) Math.ceil(Math.max(row[0], Math.max(row[1], row[2]))));
        return left <= right && top <= bottom;
    }

    private void takeNormals(PlacedMesh placed, int face) {
        Mesh mesh = placed.placement.mesh();
        faceNormal(modelPoint, modelNormal, 0);
        for (int corner = 0; corner < 3; corner++) {
            int index = mesh.normalOf()[3 * face + corner];
            if (index >= 0) {
                System.arraycopy(placed.normals, 3 * index, normal, 3 * corner, 3);
            } else {
                faceNormal(point, normal, 3 * corner);
            }
        }
    }

    private static void faceNormal(float[] points, float[] target, int at) {
        float ax = points[3] - points[0];
        float ay = points[4] - points[1];
        float az = points[5] - points[2];
        float bx = points[6] - points[0];
        float by = points[7] - points[1];
        float bz = points[8] - points[2];
        float x = ay * bz - az * by;
        float y = az * bx - ax * bz;
        float z = ax * by - ay * bx;
        float scale = 1 / ((float) Math.sqrt(x * x + y * y + z * z) + 1e-9f);
        target[at] = x * scale;
        target[at + 1] = y * scale;
        target[at + 2] = z * scale;
    }

    private @Nullable Texture takeTexture(Mesh mesh, int face, Texture full) {
        for (int corner = 0; corner < 3; corner++) {
            int index = mesh.textureOf()[3 * face + corner];
            if (index < 0) {
                return null;
            }
            coordinates[2 * corner] = mesh.textureCoordinates()[2 * index];
            coordinates[2 * corner + 1] = mesh.textureCoordinates()[2 * index + 1];
        }
        float shown = Math.abs((coordinates[2] - coordinates[0]) * (coordinates[5] - coordinates[1])
                - (coordinates[4] - coordinates[0]) * (coordinates[3] - coordinates[1]));
        return full.forScreen(shown * full.area(), Math.abs(area));
    }
}
