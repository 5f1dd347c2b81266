package io.dynrefer.research.scenes.rooms.furniture;

import java.util.List;

/** Turns a file's points by the catalogue's rotation, and stretches and moves them to its size, standing on y = 0. */
final class MeshFitter {
    private static final float LEAST_EXTENT = 1e-6f;

    private final List<Float> rotation;
    private final float[] positions;
    private final float[] stretch = new float[3];

    MeshFitter(FurnitureModel model, float[] filePositions, int[] usedVertices) {
        this.rotation = model.rotation();
        this.positions = turnAll(filePositions);
        float[] size = {model.width(), model.height(), model.depth()};
        for (int axis = 0; axis < 3; axis++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int vertex : usedVertices) {
                low = Math.min(low, positions[3 * vertex + axis]);
                high = Math.max(high, positions[3 * vertex + axis]);
            }
            stretch[axis] = size[axis] / Math.max(high - low, LEAST_EXTENT);
            float origin = axis == 1 ? low : (low + high) / 2;
            for (int at = axis; at < positions.length; at += 3) {
                positions[at] = (positions[at] - origin) * stretch[axis];
            }
        }
    }

    /** (3 * vertices) in centimetres. */
    float[] positions() {
        return positions;
    }

    /** (3 * normals) turned and unstretched, of any length. */
    float[] normals(float[] fileNormals) {
        float[] turned = turnAll(fileNormals);
        for (int at = 0; at < turned.length; at++) {
            turned[at] /= stretch[at % 3];
        }
        return turned;
    }

    private float[] turnAll(float[] points) {
        float[] turned = new float[points.length];
        for (int at = 0; at < points.length; at += 3) {
            for (int row = 0; row < 3; row++) {
                turned[at + row] = rotation.get(3 * row) * points[at]
                        + rotation.get(3 * row + 1) * points[at + 1]
                        + rotation.get(3 * row + 2) * points[at + 2];
            }
        }
        return turned;
    }
}
