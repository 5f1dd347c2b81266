package io.dynrefer.research.scenes.rooms.render;

/** A point or a direction in the room, in centimetres: x to the right, y up, z towards the viewer. */
public record Vector(float x, float y, float z) {
    /** This plus {@code other}. */
    public Vector plus(Vector other) {
        return new Vector(x + other.x, y + other.y, z + other.z);
    }

    /** This minus {@code other}. */
    public Vector minus(Vector other) {
        return new Vector(x - other.x, y - other.y, z - other.z);
    }

    /** The scalar product with {@code other}. */
    public float dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The vector product with {@code other}. */
    public Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** The length in centimetres. */
    public float length() {
        return (float) Math.sqrt(dot(this));
    }

    /** This direction with length one. */
    public Vector unit() {
        float scale = 1 / Math.max(length(), 1e-9f);
        return new Vector(x * scale, y * scale, z * scale);
    }
}
