package io.dynrefer.research.scenes.rooms.render;

/** Lights a surface: diffuse light with shadows, a highlight, and a faint mirror image of a bright room (for metal). */
final class Shading {
    private static final float AMBIENT_FROM_ABOVE = 0.13f;
    private static final float STRONGEST_HIGHLIGHT = 0.6f;

    private final Light light;
    private final ShadowMap shadows;
    private final Vector eye;
    /** The last lit colour in linear light. */
    float red;

    float green;
    float blue;

    Shading(Light light, ShadowMap shadows, Vector eye) {
        this.light = light;
        this.shadows = shadows;
        this.eye = eye;
    }

    /**
     * Lights {@code surface} at the room's point (x, y, z) with the room's face direction (nx, ny, nz), of any length.
     */
    void shade(Surface surface, float x, float y, float z, float nx, float ny, float nz) {
        float viewX = eye.x() - x;
        float viewY = eye.y() - y;
        float viewZ = eye.z() - z;
        float viewScale = 1 / length(viewX, viewY, viewZ);
        viewX *= viewScale;
        viewY *= viewScale;
        viewZ *= viewScale;
        float scale = 1 / length(nx, ny, nz);
        // Many models are modelled inside out or one-sided: a face is always seen from its front.
        if (nx * viewX + ny * viewY + nz * viewZ < 0) {
            scale = -scale;
        }
        float normalX = nx * scale;
        float normalY = ny * scale;
        float normalZ = nz * scale;
        Vector sun = light.direction();
        float facing = Math.max(0, normalX * sun.x() + normalY * sun.y() + normalZ * sun.z());
        float lit = facing > 0 ? shadows.lit(x, y, z) : 0;
        float diffuse = light.ambient() + AMBIENT_FROM_ABOVE * normalY + light.sun() * facing * lit;
        float highlight = lit * highlight(surface, viewX, viewY, viewZ, normalX, normalY, normalZ);
        float mirrored = surface.mirror * surroundings(viewX, viewY, viewZ, normalX, normalY, normalZ);
        float own = 1 - surface.mirror;
        red = surface.red * (diffuse * own + mirrored) + highlight;
        green = surface.green * (diffuse * own + mirrored) + highlight;
        blue = surface.blue * (diffuse * own + mirrored) + highlight;
    }

    private float highlight(Surface surface, float vx, float vy, float vz, float nx, float ny, float nz) {
        if (surface.specular <= 0) {
            return 0;
        }
        Vector sun = light.direction();
        float halfX = vx + sun.x();
        float halfY = vy + sun.y();
        float halfZ = vz + sun.z();
        float cosine = Math.max(0, (nx * halfX + ny * halfY + nz * halfZ) / length(halfX, halfY, halfZ));
        float exponent = Math.max(4, Math.min(80, surface.shininess));
        return (float) Math.pow(cosine, exponent) * Math.min(STRONGEST_HIGHLIGHT, surface.specular);
    }

    /** Brightness in the mirrored direction: a dark floor, a bright band of windows, a lighter ceiling. */
    private static float surroundings(float vx, float vy, float vz, float nx, float ny, float nz) {
        float twice = 2 * (vx * nx + vy * ny + vz * nz);
        float up = twice * ny - vy;
        float side = twice * nx - vx;
        float band = (float) Math.exp(-12 * (up - 0.35f) * (up - 0.35f));
        float windows = 0.5f + 0.5f * (float) Math.sin(5 * side);
        return 0.25f + 0.35f * Math.max(0, up) + 1.1f * band * windows;
    }

    private static float length(float x, float y, float z) {
        return (float) Math.sqrt(x * x + y * y + z * z) + 1e-9f;
    }
}
