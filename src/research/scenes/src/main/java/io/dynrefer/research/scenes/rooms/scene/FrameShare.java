package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.render.Camera;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import io.dynrefer.research.scenes.rooms.render.Vector;

/** How much of a thing lies within the picture's edges, judged by the box around it. */
public final class FrameShare {
    private static final float NEAREST = 5;

    private FrameShare() {}

    /** Share of the rectangle around the thing's projected box that is within the picture, 0 to 1. */
    public static float of(RoomObject object, Camera camera) {
        float left = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 8; corner++) {
            Vector pixel = camera.project(corner(object, corner));
            if (pixel.z() < NEAREST) {
                return 0;
            }
            left = Math.min(left, pixel.x());
            right = Math.max(right, pixel.x());
            top = Math.min(top, pixel.y());
            bottom = Math.max(bottom, pixel.y());
        }
        float inside = within(left, right, camera.side()) * within(top, bottom, camera.side());
        return inside / Math.max((right - left) * (bottom - top), 1e-3f);
    }

    private static float within(float low, float high, int side) {
        return Math.max(0, Math.min(side, high) - Math.max(0, low));
    }

    /** One of the eight corners of the model's box, in the room. */
    private static Vector corner(RoomObject object, int corner) {
        Mesh mesh = object.mesh();
        float x = ((corner & 1) - 0.5f) * mesh.extent(0);
        float y = (corner >> 1 & 1) * mesh.extent(1);
        float z = ((corner >> 2) - 0.5f) * mesh.extent(2);
        return object.pose().place(new Vector(x, y, z));
    }
}
