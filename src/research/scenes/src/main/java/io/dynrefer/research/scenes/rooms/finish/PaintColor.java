package io.dynrefer.research.scenes.rooms.finish;

import java.util.List;
import java.util.Locale;

/** The colours that things are painted in, with a typical value in linear light. */
public enum PaintColor {
    RED(0.60f, 0.02f, 0.02f),
    ORANGE(0.85f, 0.21f, 0.01f),
    YELLOW(0.85f, 0.66f, 0.03f),
    GREEN(0.03f, 0.30f, 0.05f),
    BLUE(0.02f, 0.08f, 0.55f),
    PURPLE(0.20f, 0.03f, 0.38f),
    PINK(0.85f, 0.22f, 0.42f),
    BROWN(0.16f, 0.065f, 0.022f),
    BLACK(0.008f, 0.008f, 0.009f),
    WHITE(0.85f, 0.85f, 0.83f),
    GRAY(0.20f, 0.20f, 0.205f);

    private final float red;
    private final float green;
    private final float blue;

    PaintColor(float red, float green, float blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** The English word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Red, green and blue in linear light. */
    public Rgb rgb() {
        return new Rgb(red, green, blue);
    }

    /** Whether people may well call the one the other: neither is then a known falsehood of the other. */
    public boolean near(PaintColor other) {
        return NEAR.stream().anyMatch(pair -> pair.contains(this) && pair.contains(other)) && this != other;
    }

    private static final List<List<PaintColor>> NEAR = List.of(
            List.of(RED, ORANGE),
            List.of(ORANGE, YELLOW),
            List.of(ORANGE, BROWN),
            List.of(RED, PINK),
            List.of(PURPLE, PINK),
            List.of(PURPLE, BLUE),
            List.of(GRAY, BLACK),
            List.of(GRAY, WHITE),
            List.of(BROWN, BLACK),
            List.of(RED, BROWN));
}
