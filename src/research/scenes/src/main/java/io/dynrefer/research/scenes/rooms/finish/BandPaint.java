package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Finish;
import io.dynrefer.research.scenes.rooms.render.Surface;

/**
 * A coat on everything between two heights of the model, its own surface elsewhere: the legs, the top, the cap.
 *
 * @param low from this height, centimetres of the model
 * @param high up to this height
 * @param coat the paint
 */
public record BandPaint(float low, float high, Finish coat) implements Finish {
    @Override
    public void apply(Surface surface) {
        if (surface.y >= low && surface.y < high) {
            coat.apply(surface);
        }
    }
}
