package io.dynrefer.research.scenes.rooms.furniture;

import java.util.List;

/**
 * One entry of a furniture catalogue. Sizes are in centimetres.
 *
 * @param id its name among all catalogues, e.g. {@code "Scopia#vase2"}
 * @param name what it is, in English, e.g. {@code "Coffee cup"}
 * @param library file name of its catalogue, without the ending
 * @param objPath path of the triangles in the catalogue's archive
 * @param width extent to the side
 * @param depth extent to the viewer
 * @param height extent upwards
 * @param surfaceHeight height at which things stand on it; its height unless the catalogue says otherwise, negative for
 *     nowhere
 * @param elevation height of its foot above the floor where it usually hangs
 * @param rotation (3 * 3) turns the file's axes to width, height, depth; rows first
 * @param creator who made it
 * @param licence under which licence, as the catalogue says
 */
public record FurnitureModel(
        String id,
        String name,
        String library,
        String objPath,
        float width,
        float depth,
        float height,
        float surfaceHeight,
        float elevation,
        List<Float> rotation,
        String creator,
        String licence) {
    public FurnitureModel {
        rotation = List.copyOf(rotation);
    }

    /** The longest of width, depth and height. */
    public float longestSide() {
        return Math.max(width, Math.max(depth, height));
    }
}
