package io.dynrefer.research.scenes.composites;

import java.util.Locale;

/** The eleven basic colour words of English. */
enum BasicColor {
    BLACK,
    WHITE,
    GRAY,
    RED,
    ORANGE,
    YELLOW,
    GREEN,
    BLUE,
    PURPLE,
    PINK,
    BROWN;

    private static final double DARK = 0.2;
    private static final double DIM = 0.55;
    private static final double BRIGHT = 0.7;
    private static final double LIGHT = 0.64;
    private static final double COLORLESS = 0.13;
    private static final double PALE = 0.22;
    private static final double SOFT = 0.55;

    /** The word, lower case. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for a colour, its channels 0 to 1: by brightness and saturation first, then by hue. */
    static BasicColor of(float red, float green, float blue) {
        double value = Math.max(red, Math.max(green, blue));
        double spread = value - Math.min(red, Math.min(green, blue));
        double saturation = value == 0 ? 0 : spread / value;
        if (value < DARK) {
            return BLACK;
        }
        if (saturation < COLORLESS || saturation < 2 * COLORLESS && value < 2 * DARK) {
            return colorless(value);
        }
        double hue = hue(red, green, blue, value, spread);
        return hue < 75 || hue >= 335 ? warm(hue, saturation, value) : cool(hue, saturation, value);
    }

    private static BasicColor colorless(double value) {
        if (value > LIGHT) {
            return WHITE;
        }
        return value < 1.25 * DARK ? BLACK : GRAY;
    }

    /** Red to yellow: dim or dull ones are brown, pale reds are pink, pale yellows are white. */
    private static BasicColor warm(double hue, double saturation, double value) {
        if (hue >= 335 || hue < 14) {
            if (value > BRIGHT && saturation < SOFT) {
                return PINK;
            }
            return value < DIM && saturation < SOFT ? BROWN : RED;
        }
        if (saturation < PALE && value > BRIGHT) {
            return WHITE;
        }
        if (hue < 40) {
            return value < BRIGHT || saturation < SOFT ? BROWN : ORANGE;
        }
        if (hue < 62) {
            return value < DIM || saturation < PALE ? BROWN : YELLOW;
        }
        return value < BRIGHT ? GREEN : YELLOW;
    }

    private static BasicColor cool(double hue, double saturation, double value) {
        if (hue < 170) {
            return saturation < PALE ? colorless(value) : GREEN;
        }
        if (hue < 255) {
            return saturation < PALE ? colorless(value) : BLUE;
        }
        return hue < 300 || value < DIM ? PURPLE : PINK;
    }

    /** Degrees: 0 red, 120 green, 240 blue. */
    private static double hue(float red, float green, float blue, double value, double spread) {
        double sector;
        if (value == red) {
            sector = (green - blue) / spread;
        } else if (value == green) {
            sector = 2 + (blue - red) / spread;
        } else {
            sector = 4 + (red - green) / spread;
        }
        return (sector * 60 + 360) % 360;
    }
}
