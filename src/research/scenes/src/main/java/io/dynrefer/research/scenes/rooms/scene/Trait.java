package io.dynrefer.research.scenes.rooms.scene;

/** What may be done with things of a category. */
public enum Trait {
    /** They may be painted, or made of another material. */
    PAINT,
    /** They may lie on their back. */
    LYING,
    /** They never occur in training. */
    NOVEL,
    /** Their legs may have their own colour; likewise for the parts below. */
    LEGS,
    SEAT,
    BACK,
    TOP,
    CAP,
    LID
}
