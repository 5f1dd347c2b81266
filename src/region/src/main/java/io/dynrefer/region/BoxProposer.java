package io.dynrefer.region;

import java.util.List;

/** Finds the boxes of things in whole photos. Implementations are safe for use by several threads. */
public interface BoxProposer {
    /** Identity of the weights, for store keys: letters, digits and dashes. */
    String id();

    /** Widths and heights of the squares, in pixels, that a photo is resized to, whatever its sides. */
    List<Integer> photoSizes();

    /**
     * The boxes of a photo. A function of its pixels alone.
     *
     * @param squares the photo resized to each of the sizes, in order; others are an {@link IllegalArgumentException}
     * @param photo its size before that, in whose pixels the boxes are
     */
    Proposals propose(List<RgbImage> squares, ImageSize photo);
}
