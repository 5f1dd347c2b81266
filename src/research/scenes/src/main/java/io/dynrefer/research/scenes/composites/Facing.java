package io.dynrefer.research.scenes.composites;

/** Where the thing on a cut-out looks, as labelled by hand. */
enum Facing {
    LEFT,
    RIGHT,
    UNKNOWN;

    /** The direction in a mirror image. */
    Facing mirrored() {
        return switch (this) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
