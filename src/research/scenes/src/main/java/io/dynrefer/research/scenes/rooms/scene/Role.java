package io.dynrefer.research.scenes.rooms.scene;

/** Where things of a category may be found in a room. */
public enum Role {
    /** On a support. */
    TABLE,
    /** On the floor. */
    FLOOR,
    /** By the wall; the anchors make the scene type. */
    ANCHOR,
    /** On the floor, with other things on it. */
    SUPPORT
}
