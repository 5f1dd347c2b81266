package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Surface;
import java.util.Locale;

/** The patterns that two colours are laid out in. */
public enum Pattern {
    STRIPED {
        @Override
        boolean second(Surface surface, float period) {
            float across = Math.abs(surface.normalY) > LEVEL ? surface.x : surface.y;
            return Math.floor(across / (period / 2)) % 2 == 0;
        }
    },
    CHECKED {
        @Override
        boolean second(Surface surface, float period) {
            FlatPoint point = FlatPoint.of(surface);
            double square = period / 2;
            return (Math.floor(point.across() / square) + Math.floor(point.along() / square)) % 2 == 0;
        }
    },
    DOTTED {
        @Override
        boolean second(Surface surface, float period) {
            FlatPoint point = FlatPoint.of(surface);
            double across = point.across() / period - Math.floor(point.across() / period) - 0.5;
            double along = point.along() / period - Math.floor(point.along() / period) - 0.5;
            return across * across + along * along < 0.1;
        }
    };

    /** A face whose normal is this upright is a top, where stripes cannot run around. */
    private static final float LEVEL = 0.8f;

    /** Whether the point shows the second colour; {@code period} is in centimetres of the model. */
    abstract boolean second(Surface surface, float period);

    /** The English word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
