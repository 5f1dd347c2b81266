package io.dynrefer.research.scenes.rooms.render;

import java.util.BitSet;

/** Draws triangles into a frame buffer with a depth test, perspective-correct. Solid faces first, clear ones after. */
final class Rasterizer {
    /** Faces at least this opaque are solid. */
    private static final float SOLID = 0.95f;
    /** Texture pixels below this alpha are holes. */
    private static final int HOLE = 100;

    private final FrameBuffer frame;
    private final Camera camera;
    private final Shading shading;
    private final Triangle triangle = new Triangle();
    private final Surface surface = new Surface();

    Rasterizer(FrameBuffer frame, Camera camera, Shading shading) {
        this.frame = frame;
        this.camera = camera;
        this.shading = shading;
    }

    /** Draws the solid faces of {@code placed}. */
    void drawSolid(PlacedMesh placed) {
        BitSet covered = frame.covered.computeIfAbsent(placed.placement.id(), id -> new BitSet());
        for (int face = 0; face < placed.placement.mesh().faces(); face++) {
            if (placed.opacity(face) >= SOLID && triangle.set(placed, face, camera, frame.side)) {
                fill(placed.placement, covered, 1);
            }
        }
    }

    /** Draws the clear faces of {@code placed} over what is there. */
    void drawClear(PlacedMesh placed) {
        BitSet covered = frame.covered.computeIfAbsent(placed.placement.id(), id -> new BitSet());
        for (int face = 0; face < placed.placement.mesh().faces(); face++) {
            float opacity = placed.opacity(face);
            if (opacity < SOLID && triangle.set(placed, face, camera, frame.side)) {
                fill(placed.placement, covered, opacity);
            }
        }
    }

    private void fill(MeshPlacement placement, BitSet covered, float opacity) {
        Triangle t = triangle;
        for (int row = t.top; row <= t.bottom; row++) {
            float y = row + 0.5f;
            for (int column = t.left; column <= t.right; column++) {
                float x = column + 0.5f;
                float b = ((x - t.column[0]) * (t.row[2] - t.row[0]) - (t.column[2] - t.column[0]) * (y - t.row[0]))
                        / t.area;
                float c = ((t.column[1] - t.column[0]) * (y - t.row[0]) - (x - t.column[0]) * (t.row[1] - t.row[0]))
                        / t.area;
                if (b >= 0 && c >= 0 && b + c <= 1) {
                    pixel(placement, covered, opacity, row * frame.side + column, b, c);
                }
            }
        }
    }

    /** One pixel with the screen weights {@code screenB} and {@code screenC} of the second and third corner. */
    private void pixel(
            MeshPlacement placement, BitSet covered, float opacity, int pixel, float screenB, float screenC) {
        Triangle t = triangle;
        float nearA = (1 - screenB - screenC) / t.depth[0];
        float nearB = screenB / t.depth[1];
        float nearC = screenC / t.depth[2];
        float depth = 1 / (nearA + nearB + nearC);
        float a = nearA * depth;
        float b = nearB * depth;
        float c = nearC * depth;
        if (!lookUp(a, b, c)) {
            return;
        }
        covered.set(pixel);
        if (depth >= frame.solidDepth[pixel]) {
            return;
        }
        finish(placement, a, b, c);
        shading.shade(
                surface,
                mix(t.point, 0, a, b, c),
                mix(t.point, 1, a, b, c),
                mix(t.point, 2, a, b, c),
                mix(t.normal, 0, a, b, c),
                mix(t.normal, 1, a, b, c),
                mix(t.normal, 2, a, b, c));
        if (opacity >= SOLID) {
            frame.solid(pixel, depth, placement.id(), shading.red, shading.green, shading.blue);
        } else {
            frame.blend(pixel, depth, placement.id(), opacity, shading.red, shading.green, shading.blue);
        }
        frame.albedo(pixel, depth, surface.red, surface.green, surface.blue);
    }

    /** Reads the material's colour, from its texture if it has one; false in a hole. */
    private boolean lookUp(float a, float b, float c) {
        Material material = triangle.material;
        if (triangle.texture == null) {
            surface.color(material.red(), material.green(), material.blue());
            return true;
        }
        float[] at = triangle.coordinates;
        float u = at[0] * a + at[2] * b + at[4] * c;
        float v = at[1] * a + at[3] * b + at[5] * c;
        int argb = triangle.texture.at(u, v);
        surface.color(toLinear(argb >> 16), toLinear(argb >> 8), toLinear(argb));
        return argb >>> 24 >= HOLE;
    }

    private void finish(MeshPlacement placement, float a, float b, float c) {
        Triangle t = triangle;
        surface.specular = t.material.specular();
        surface.shininess = t.material.shininess();
        surface.mirror = 0;
        surface.material = t.materialIndex;
        surface.x = mix(t.modelPoint, 0, a, b, c);
        surface.y = mix(t.modelPoint, 1, a, b, c);
        surface.z = mix(t.modelPoint, 2, a, b, c);
        surface.normalX = t.modelNormal[0];
        surface.normalY = t.modelNormal[1];
        surface.normalZ = t.modelNormal[2];
        placement.finish().apply(surface);
    }

    private static float mix(float[] corners, int axis, float a, float b, float c) {
        return corners[axis] * a + corners[3 + axis] * b + corners[6 + axis] * c;
    }

    /** The eight-bit value in the low byte as linear light; a display's curve is taken as a square. */
    private static float toLinear(int value) {
        float share = (value & 255) / 255f;
        return share * share;
    }
}
