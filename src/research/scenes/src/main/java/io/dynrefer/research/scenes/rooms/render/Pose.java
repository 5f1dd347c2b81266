package io.dynrefer.research.scenes.rooms.render;

/**
 * Where a model stands in the room, how it is turned and how large it is.
 *
 * @param base the point of the room that the model's origin comes to
 * @param right image of the model's x direction, with the scale in its length
 * @param up image of the model's y direction
 * @param front image of the model's z direction
 */
public record Pose(Vector base, Vector right, Vector up, Vector front) {
    /** Upright on {@code base}, turned by {@code yaw} radians about the vertical. */
    public static Pose standing(Vector base, float yaw, float scale) {
        float cosine = (float) Math.cos(yaw) * scale;
        float sine = (float) Math.sin(yaw) * scale;
        return new Pose(base, new Vector(cosine, 0, -sine), new Vector(0, scale, 0), new Vector(sine, 0, cosine));
    }

    /** On its back on {@code base}, which its middle covers: the model's height runs along the ground. */
    public static Pose lying(Vector base, float yaw, float scale, Mesh mesh) {
        Pose standing = standing(base, yaw, scale);
        Vector along = standing.front();
        float height = mesh.extent(1) / 2;
        Vector origin = new Vector(
                base.x() - along.x() * height, base.y() + mesh.extent(2) / 2 * scale, base.z() - along.z() * height);
        return new Pose(origin, standing.right(), along, new Vector(0, -scale, 0));
    }

    /** The room's point for the model's {@code point}. */
    public Vector place(Vector point) {
        float[] placed = new float[3];
        place(point.x(), point.y(), point.z(), placed, 0);
        return new Vector(placed[0], placed[1], placed[2]);
    }

    /** The room's point for the model's point {@code (x, y, z)}, written to {@code target} from {@code at}. */
    void place(float x, float y, float z, float[] target, int at) {
        turn(x, y, z, target, at);
        target[at] += base.x();
        target[at + 1] += base.y();
        target[at + 2] += base.z();
    }

    /** The room's direction for the model's direction {@code (x, y, z)}, written to {@code target} from {@code at}. */
    void turn(float x, float y, float z, float[] target, int at) {
        target[at] = x * right.x() + y * up.x() + z * front.x();
        target[at + 1] = x * right.y() + y * up.y() + z * front.y();
        target[at + 2] = x * right.z() + y * up.z() + z * front.z();
    }
}
