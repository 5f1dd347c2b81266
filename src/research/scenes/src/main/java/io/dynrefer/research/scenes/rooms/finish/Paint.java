package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Finish;
import io.dynrefer.research.scenes.rooms.render.Surface;

/** One coat of one colour; what the texture showed remains as a difference in brightness. */
public record Paint(Rgb color) implements Finish {
    private static final float LEAST = 0.6f;
    private static final float FROM_TEXTURE = 0.55f;

    @Override
    public void apply(Surface surface) {
        float brightness = Math.min(1.05f, LEAST + FROM_TEXTURE * surface.luminance());
        surface.color(color.red() * brightness, color.green() * brightness, color.blue() * brightness);
    }
}
