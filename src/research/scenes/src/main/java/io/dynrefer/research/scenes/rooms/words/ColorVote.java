package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import java.util.ArrayList;
import java.util.List;

/** Names the colour of a surface that nobody painted: every visible pixel votes by hue, saturation and brightness. */
final class ColorVote {
    /** Share of the votes that makes a colour true, and below which it is known to be false. */
    private static final double TRUE_SHARE = 0.7;

    private static final double FALSE_SHARE = 0.02;
    private static final float LEAST_WHITE = 0.74f;

    private final int[] votes = new int[PaintColor.values().length];
    private int total;

    /** One pixel: red, green and blue in linear light, before lighting. */
    void add(float[] rgb) {
        float red = (float) Math.sqrt(Math.min(1, rgb[0]));
        float green = (float) Math.sqrt(Math.min(1, rgb[1]));
        float blue = (float) Math.sqrt(Math.min(1, rgb[2]));
        votes[name(red, green, blue).ordinal()]++;
        total++;
    }

    /** The colour that nearly all of the surface has, if there is one. */
    List<PaintColor> colors() {
        List<PaintColor> colors = new ArrayList<>();
        for (PaintColor color : PaintColor.values()) {
            if (share(color) >= TRUE_SHARE) {
                colors.add(color);
            }
        }
        return colors;
    }

    /** The colours that the surface shows nowhere, nor anything like them. */
    List<PaintColor> absent() {
        List<PaintColor> absent = new ArrayList<>();
        for (PaintColor color : PaintColor.values()) {
            double like = share(color);
            for (PaintColor other : PaintColor.values()) {
                like += other.near(color) ? share(other) / 4 : 0;
            }
            if (total > 0 && like < FALSE_SHARE) {
                absent.add(color);
            }
        }
        return absent;
    }

    private double share(PaintColor color) {
        return votes[color.ordinal()] / (double) Math.max(1, total);
    }

    /** The name of a display colour, 0 to 1 a channel. */
    static PaintColor name(float red, float green, float blue) {
        float high = Math.max(red, Math.max(green, blue));
        float low = Math.min(red, Math.min(green, blue));
        float chroma = high - low;
        if (high < 0.2f) {
            return PaintColor.BLACK;
        }
        if (chroma < 0.13f * Math.max(0.6f, high)) {
            return high > LEAST_WHITE ? PaintColor.WHITE : PaintColor.GRAY;
        }
        return hueName(hue(red, green, blue, high, chroma), high, chroma / high);
    }

    private static PaintColor hueName(float hue, float high, float saturation) {
        if (hue < 15 || hue >= 345) {
            boolean pale = saturation < 0.5f && high > 0.6f;
            return pale ? PaintColor.PINK : high < 0.4f ? PaintColor.BROWN : PaintColor.RED;
        }
        if (hue < 45) {
            return high > 0.68f && saturation > 0.68f ? PaintColor.ORANGE : PaintColor.BROWN;
        }
        if (hue < 70) {
            return high > 0.6f && saturation > 0.4f ? PaintColor.YELLOW : PaintColor.BROWN;
        }
        if (hue < 170) {
            return PaintColor.GREEN;
        }
        if (hue < 255) {
            return PaintColor.BLUE;
        }
        if (hue < 295) {
            return PaintColor.PURPLE;
        }
        return high > 0.6f ? PaintColor.PINK : PaintColor.PURPLE;
    }

    /** Hue in degrees, 0 for red. */
    private static float hue(float red, float green, float blue, float high, float chroma) {
        float sixth;
        if (high == red) {
            sixth = (green - blue) / chroma;
        } else if (high == green) {
            sixth = 2 + (blue - red) / chroma;
        } else {
            sixth = 4 + (red - green) / chroma;
        }
        float degrees = 60 * sixth;
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
