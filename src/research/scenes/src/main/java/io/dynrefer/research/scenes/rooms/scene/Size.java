package io.dynrefer.research.scenes.rooms.scene;

import java.util.Locale;

/** Size against another thing of the same category in the same room. */
public enum Size {
    SMALL(0.72f),
    USUAL(1),
    LARGE(1.4f);

    private final float scale;

    Size(float scale) {
        this.scale = scale;
    }

    /** Factor on the usual size. */
    float scale() {
        return scale;
    }

    /** The English word; empty for the usual size. */
    public String word() {
        return this == USUAL ? "" : name().toLowerCase(Locale.ROOT);
    }
}
