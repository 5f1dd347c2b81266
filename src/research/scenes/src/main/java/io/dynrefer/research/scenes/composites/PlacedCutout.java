package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.Box;

/**
 * A cut-out in its place.
 *
 * @param category what it shows
 * @param stamp which cut-out
 * @param facing where the thing looks in the scene, the mirror considered
 * @param colors of the cut-out
 * @param picture in its final size, {@code (height, width, 4)}
 * @param left column of the picture's left edge
 * @param top row of the picture's upper edge
 * @param depth 0 far to 1 near
 */
record PlacedCutout(
        CompositeSources.StampCategory category,
        CompositeSources.Stamp stamp,
        Facing facing,
        ColorShares colors,
        AlphaImage picture,
        int left,
        int top,
        double depth) {
    private static final float VISIBLE = 0.4f;

    /** The picture's frame. */
    Box frame() {
        return new Box(left, top, left + picture.width(), top + picture.height());
    }

    /** The smallest box around what is clearly visible of the thing, whatever is in front of it. */
    Box box() {
        int x1 = picture.width();
        int y1 = picture.height();
        int x2 = 0;
        int y2 = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (picture.alpha(x, y) > VISIBLE) {
                    x1 = Math.min(x1, x);
                    y1 = Math.min(y1, y);
                    x2 = Math.max(x2, x + 1);
                    y2 = Math.max(y2, y + 1);
                }
            }
        }
        return new Box(left + x1, top + y1, left + x2, top + y2);
    }
}
