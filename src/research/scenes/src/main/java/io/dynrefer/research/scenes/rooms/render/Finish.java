package io.dynrefer.research.scenes.rooms.render;

/** What is done to a model's surface before it is lit: nothing, a coat of paint, another material. */
public interface Finish {
    /** The model as its maker left it. */
    Finish NATURAL = surface -> {};

    /** Changes {@code surface} in place. Must depend on nothing but the surface. */
    void apply(Surface surface);

    /** Opacity of {@code material} under this finish. */
    default float opacity(Material material) {
        return material.opacity();
    }
}
