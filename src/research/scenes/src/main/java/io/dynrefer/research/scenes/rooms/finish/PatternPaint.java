package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Finish;
import io.dynrefer.research.scenes.rooms.render.Surface;

/**
 * Two colours in a pattern.
 *
 * @param pattern their layout
 * @param first the ground
 * @param second the stripes, squares or dots
 * @param period in centimetres of the model
 */
public record PatternPaint(Pattern pattern, Rgb first, Rgb second, float period) implements Finish {
    @Override
    public void apply(Surface surface) {
        Rgb color = pattern.second(surface, period) ? second : first;
        surface.color(color.red(), color.green(), color.blue());
    }
}
