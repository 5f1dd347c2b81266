package io.dynrefer.research.scenes.rooms.render;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The picture in the making, at the renderer's own (finer) resolution: rows from the top, all arrays side * side. */
final class FrameBuffer {
    final int side;
    /** (3 * side * side) linear light. */
    final float[] color;
    /** (3 * side * side) the surface's own colour before lighting, linear light. */
    final float[] albedo;
    /** Depth of the nearest solid surface, centimetres. */
    final float[] solidDepth;
    /** Depth of the surface that owns the pixel in {@link #ids}, solid or not. */
    final float[] idDepth;
    /** Number of the object seen at a pixel; 0 for none. */
    final int[] ids;
    /** For each object the pixels that it covers, hidden or not. */
    final Map<Integer, BitSet> covered = new HashMap<>();

    FrameBuffer(int side, float red, float green, float blue) {
        this.side = side;
        int pixels = side * side;
        color = new float[3 * pixels];
        albedo = new float[3 * pixels];
        solidDepth = new float[pixels];
        idDepth = new float[pixels];
        ids = new int[pixels];
        Arrays.fill(solidDepth, Float.POSITIVE_INFINITY);
        Arrays.fill(idDepth, Float.POSITIVE_INFINITY);
        for (int pixel = 0; pixel < pixels; pixel++) {
            write(color, pixel, red, green, blue);
        }
    }

    /** Writes a solid surface that was found nearest. */
    void solid(int pixel, float depth, int id, float red, float green, float blue) {
        solidDepth[pixel] = depth;
        write(color, pixel, red, green, blue);
        own(pixel, depth, id);
    }

    /** Lays a clear surface over what is there. */
    void blend(int pixel, float depth, int id, float opacity, float red, float green, float blue) {
        int at = 3 * pixel;
        color[at] += opacity * (red - color[at]);
        color[at + 1] += opacity * (green - color[at + 1]);
        color[at + 2] += opacity * (blue - color[at + 2]);
        own(pixel, depth, id);
    }

    /** Notes the surface's own colour where its object owns the pixel. */
    void albedo(int pixel, float depth, float red, float green, float blue) {
        if (depth <= idDepth[pixel]) {
            write(albedo, pixel, red, green, blue);
        }
    }

    private void own(int pixel, float depth, int id) {
        if (depth <= idDepth[pixel]) {
            idDepth[pixel] = depth;
            ids[pixel] = id;
        }
    }

    private static void write(float[] target, int pixel, float red, float green, float blue) {
        target[3 * pixel] = red;
        target[3 * pixel + 1] = green;
        target[3 * pixel + 2] = blue;
    }
}
