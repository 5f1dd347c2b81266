package io.dynrefer.research.scenes.rooms.render;

import java.util.Arrays;

/** How far the sun reaches along each of its rays: a depth picture taken from the light's direction. */
final class ShadowMap {
    private static final int SIDE = 1024;
    /** Half the width of what the map covers, in centimetres. */
    private static final float REACH = 300;
    /** A surface this much behind the map's own is still lit, so that nothing shades itself; centimetres. */
    private static final float BIAS = 3.5f;

    private static final float SPREAD = 1.3f;
    private static final float SHADOW_CASTING_OPACITY = 0.5f;

    private final Vector center;
    private final Vector light;
    private final Vector across;
    private final Vector along;
    private final float[] depth = new float[SIDE * SIDE];

    /** An empty map around {@code center} for a light that comes from the direction {@code light}. */
    ShadowMap(Vector center, Vector light) {
        this.center = center;
        this.light = light.unit();
        this.across = this.light.cross(new Vector(0, 1, 0.01f)).unit();
        this.along = across.cross(this.light);
        Arrays.fill(depth, Float.POSITIVE_INFINITY);
    }

    /** Adds an object that casts a shadow. */
    void add(PlacedMesh placed) {
        int[] corners = placed.placement.mesh().vertexOf();
        float[] a = new float[3];
        float[] b = new float[3];
        float[] c = new float[3];
        for (int face = 0; face < placed.placement.mesh().faces(); face++) {
            if (placed.opacity(face) >= SHADOW_CASTING_OPACITY) {
                toMap(placed.positions, 3 * corners[3 * face], a);
                toMap(placed.positions, 3 * corners[3 * face + 1], b);
                toMap(placed.positions, 3 * corners[3 * face + 2], c);
                fill(a, b, c);
            }
        }
    }

    /** Share of the light that reaches a point of the room, 0 to 1: the mean of nine looks at the map. */
    float lit(float x, float y, float z) {
        float dx = x - center.x();
        float dy = y - center.y();
        float dz = z - center.z();
        float u = toPixel(dx * across.x() + dy * across.y() + dz * across.z());
        float v = toPixel(dx * along.x() + dy * along.y() + dz * along.z());
        float far = -(dx * light.x() + dy * light.y() + dz * light.z()) - BIAS;
        int lit = 0;
        for (int row = -1; row <= 1; row++) {
            for (int column = -1; column <= 1; column++) {
                lit += reached((int) (u + column * SPREAD), (int) (v + row * SPREAD), far) ? 1 : 0;
            }
        }
        return lit / 9f;
    }

    private boolean reached(int column, int row, float far) {
        boolean outside = column < 0 || row < 0 || column >= SIDE || row >= SIDE;
        return outside || depth[row * SIDE + column] >= far;
    }

    private static float toPixel(float centimetres) {
        return (centimetres / REACH + 1) * SIDE / 2;
    }

    private void toMap(float[] positions, int at, float[] target) {
        float dx = positions[at] - center.x();
        float dy = positions[at + 1] - center.y();
        float dz = positions[at + 2] - center.z();
        target[0] = toPixel(dx * across.x() + dy * across.y() + dz * across.z());
        target[1] = toPixel(dx * along.x() + dy * along.y() + dz * along.z());
        target[2] = -(dx * light.x() + dy * light.y() + dz * light.z());
    }

    private void fill(float[] a, float[] b, float[] c) {
        float area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        if (Math.abs(area) < 1e-6f) {
            return;
        }
        int left = Math.max(0, (int) Math.min(a[0], Math.min(b[0], c[0])));
        int right = Math.min(SIDE - 1, (int) Math.max(a[0], Math.max(b[0], c[0])));
        int top = Math.max(0, (int) Math.min(a[1], Math.min(b[1], c[1])));
        int bottom = Math.min(SIDE - 1, (int) Math.max(a[1], Math.max(b[1], c[1])));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                float x = column + 0.5f;
                float y = row + 0.5f;
                float toB = ((x - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (y - a[1])) / area;
                float toC = ((b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1])) / area;
                if (toB >= 0 && toC >= 0 && toB + toC <= 1) {
                    float near = a[2] + (b[2] - a[2]) * toB + (c[2] - a[2]) * toC;
                    int at = row * SIDE + column;
                    depth[at] = Math.min(depth[at], near);
                }
            }
        }
    }
}
