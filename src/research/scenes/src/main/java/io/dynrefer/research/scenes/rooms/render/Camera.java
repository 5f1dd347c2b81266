package io.dynrefer.research.scenes.rooms.render;

/** A pinhole camera that looks from one point at another, its horizon level. */
public final class Camera {
    private final Vector eye;
    private final Vector right;
    private final Vector up;
    private final Vector forward;
    private final float focalLength;
    private final float middle;
    private final int side;

    /**
     * @param eye where the camera is
     * @param target what is in the middle of the picture
     * @param angle width of the picture in radians
     * @param side width and height of the picture in pixels
     */
    public Camera(Vector eye, Vector target, float angle, int side) {
        this.eye = eye;
        this.forward = target.minus(eye).unit();
        this.right = forward.cross(new Vector(0, 1, 0)).unit();
        this.up = right.cross(forward);
        this.focalLength = side / 2f / (float) Math.tan(angle / 2);
        this.middle = side / 2f;
        this.side = side;
    }

    /** Width and height of the picture in pixels. */
    public int side() {
        return side;
    }

    /** Where the camera is. */
    public Vector eye() {
        return eye;
    }

    /** The direction to the right in the picture, level. */
    public Vector right() {
        return right;
    }

    /** The direction away from the viewer. */
    public Vector forward() {
        return forward;
    }

    /**
     * The pixel position (x, y) and the depth in centimetres of a point; only meaningful where the depth is positive.
     */
    public Vector project(Vector point) {
        float[] projected = new float[3];
        project(point.x(), point.y(), point.z(), projected, 0);
        return new Vector(projected[0], projected[1], projected[2]);
    }

    void project(float x, float y, float z, float[] target, int at) {
        float dx = x - eye.x();
        float dy = y - eye.y();
        float dz = z - eye.z();
        float depth = dx * forward.x() + dy * forward.y() + dz * forward.z();
        float scale = focalLength / depth;
        target[at] = middle + scale * (dx * right.x() + dy * right.y() + dz * right.z());
        target[at + 1] = middle - scale * (dx * up.x() + dy * up.y() + dz * up.z());
        target[at + 2] = depth;
    }
}
