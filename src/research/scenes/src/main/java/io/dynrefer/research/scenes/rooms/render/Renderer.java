package io.dynrefer.research.scenes.rooms.render;

import java.util.Comparator;
import java.util.List;

/**
 * Draws placed models: depth buffer, textures with mips, one sun with soft-edged shadows, clear materials, and several
 * samples a pixel. The same input gives the same bytes. Thread-safe: all state is per call.
 */
public final class Renderer {
    private static final float BACKGROUND = 0.75f;

    private final int side;
    private final int supersampling;

    /**
     * @param side width and height of the picture in pixels
     * @param supersampling samples a pixel along each axis, at least 1
     */
    public Renderer(int side, int supersampling) {
        this.side = side;
        this.supersampling = supersampling;
    }

    /** A camera for this renderer's resolution. */
    public Camera camera(Vector eye, Vector target, float angle) {
        return new Camera(eye, target, angle, side * supersampling);
    }

    /** Draws {@code placements} as {@code camera} sees them; shadows reach 3 m around {@code center}. */
    public RenderedScene render(List<MeshPlacement> placements, Camera camera, Light light, Vector center) {
        List<PlacedMesh> placed = placements.stream().map(PlacedMesh::new).toList();
        ShadowMap shadows = new ShadowMap(center, light.direction());
        placed.stream().filter(mesh -> mesh.placement.id() > 0).forEach(shadows::add);
        FrameBuffer frame = new FrameBuffer(side * supersampling, BACKGROUND, BACKGROUND, BACKGROUND);
        Rasterizer rasterizer = new Rasterizer(frame, camera, new Shading(light, shadows, camera.eye()));
        placed.forEach(rasterizer::drawSolid);
        placed.stream()
                .sorted(Comparator.comparingDouble(mesh -> -distance(mesh.placement, camera)))
                .forEach(rasterizer::drawClear);
        return new RenderedScene(frame, supersampling);
    }

    private static float distance(MeshPlacement placement, Camera camera) {
        return placement.pose().base().minus(camera.eye()).length();
    }
}
