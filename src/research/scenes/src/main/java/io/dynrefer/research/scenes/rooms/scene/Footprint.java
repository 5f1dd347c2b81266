package io.dynrefer.research.scenes.rooms.scene;

/** A circle on the floor or on a support that a thing takes up, in centimetres of the room. */
public record Footprint(float x, float z, float radius) {
    /** Whether the two circles come closer than {@code gap}. */
    boolean meets(Footprint other, float gap) {
        return distance(other) < radius + other.radius + gap;
    }

    /** Between the centres. */
    public float distance(Footprint other) {
        return (float) Math.hypot(x - other.x, z - other.z);
    }
}
