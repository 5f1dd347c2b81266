package io.dynrefer.research.scenes.rooms.scene;

/**
 * What a thing stands on.
 *
 * @param kind on a support, on the floor, on the floor under a support, or by the wall
 * @param supportId number of that support; 0 where there is none
 */
public record Stand(Kind kind, int supportId) {
    /** The ways to stand. */
    public enum Kind {
        ON,
        FLOOR,
        UNDER,
        WALL
    }

    /** On the bare floor. */
    public static final Stand FLOOR = new Stand(Kind.FLOOR, 0);

    /** By the wall. */
    public static final Stand WALL = new Stand(Kind.WALL, 0);
}
