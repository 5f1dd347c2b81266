package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Finish;
import io.dynrefer.research.scenes.rooms.render.Material;
import io.dynrefer.research.scenes.rooms.render.Surface;
import java.util.Locale;

/** Materials that a whole model may be made of. */
public enum Substance implements Finish {
    WOODEN {
        @Override
        public void apply(Surface surface) {
            FlatPoint point = FlatPoint.of(surface);
            float bend = 1.5f * Noise.at(0.15f * point.across(), 0.06f * point.along());
            float grain = Noise.rough(0.09f * point.across(), 0.9f * point.along() + 2 * bend);
            float board = Noise.at(0.02f * point.across() + 9, 0.11f * point.along());
            blend(surface, WOOD_DARK, WOOD_LIGHT, 0.65f * grain + 0.35f * board);
            surface.specular = 0.05f;
        }
    },
    METAL {
        @Override
        public void apply(Surface surface) {
            polish(surface, new Rgb(0.55f, 0.56f, 0.58f), 0.85f, 40);
        }
    },
    GOLD {
        @Override
        public void apply(Surface surface) {
            polish(surface, new Rgb(0.80f, 0.50f, 0.08f), 0.8f, 40);
        }
    },
    GLASS {
        @Override
        public void apply(Surface surface) {
            polish(surface, new Rgb(0.55f, 0.72f, 0.70f), 0.5f, 60);
        }

        @Override
        public float opacity(Material material) {
            return GLASS_OPACITY;
        }
    },
    STONE {
        @Override
        public void apply(Surface surface) {
            FlatPoint point = FlatPoint.of(surface);
            float spots = Noise.rough(0.5f * point.across(), 0.5f * point.along());
            float grains = Noise.at(2.3f * point.across(), 2.3f * point.along());
            blend(surface, STONE_DARK, STONE_LIGHT, 0.6f * spots + 0.4f * grains);
            surface.specular = 0;
        }
    },
    WICKER {
        @Override
        public void apply(Surface surface) {
            FlatPoint point = FlatPoint.of(surface);
            double across = Math.sin(point.across() * 2.2);
            double along = Math.sin(point.along() * 2.2);
            float strand = (float) (0.5 + 0.5 * (across * along));
            blend(surface, WICKER_DARK, WICKER_LIGHT, strand);
            surface.specular = 0;
        }
    };

    private static final float GLASS_OPACITY = 0.38f;
    private static final Rgb WOOD_DARK = new Rgb(0.10f, 0.035f, 0.010f);
    private static final Rgb WOOD_LIGHT = new Rgb(0.62f, 0.34f, 0.14f);
    private static final Rgb STONE_DARK = new Rgb(0.08f, 0.08f, 0.085f);
    private static final Rgb STONE_LIGHT = new Rgb(0.50f, 0.49f, 0.46f);
    private static final Rgb WICKER_DARK = new Rgb(0.09f, 0.04f, 0.012f);
    private static final Rgb WICKER_LIGHT = new Rgb(0.62f, 0.42f, 0.20f);

    /** The word before a noun: {@code wooden}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The material itself: {@code wood}. */
    public String noun() {
        return this == WOODEN ? "wood" : word();
    }

    private static void polish(Surface surface, Rgb color, float mirror, float shininess) {
        surface.color(color.red(), color.green(), color.blue());
        surface.mirror = mirror;
        surface.specular = 0.6f;
        surface.shininess = shininess;
    }

    private static void blend(Surface surface, Rgb dark, Rgb light, float share) {
        Rgb color = dark.mix(light, Math.max(0, Math.min(1, share)));
        surface.color(color.red(), color.green(), color.blue());
    }
}
