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

    /**
     * A coat on everything between two heights of the model, its own surface elsewhere: the legs, the top, the cap.
     *
     * @param low from this height, centimetres of the model
     * @param high up to this height
     * @param coat the paint
     */
    public record Band(float low, float high, Finish coat) implements Finish {
        @Override
        public void apply(Surface surface) {
            if (surface.y >= low && surface.y < high) {
                coat.apply(surface);
            }
        }
    }

    /**
     * Two colours in a pattern.
     *
     * @param pattern their layout
     * @param first the ground
     * @param second the stripes, squares or dots
     * @param period in centimetres of the model
     */
    public record Patterned(Pattern pattern, Rgb first, Rgb second, float period) implements Finish {
        @Override
        public void apply(Surface surface) {
            Rgb color = pattern.second(surface, period) ? second : first;
            surface.color(color.red(), color.green(), color.blue());
        }
    }
}
