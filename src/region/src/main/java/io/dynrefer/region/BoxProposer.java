package io.dynrefer.region;

/** Finds the boxes of things in whole photos. Implementations are safe for use by several threads. */
public interface BoxProposer {
    /** Identity of the weights, for store keys: letters, digits and dashes. */
    String id();

    /** Width and height of the photos it takes, in pixels: they are resized to a square whatever their sides. */
    int photoSize();

    /**
     * The boxes of a photo. A function of its pixels alone.
     *
     * @param square the photo resized; one of another size is an {@link IllegalArgumentException}
     * @param photo its size before that, in whose pixels the boxes are
     */
    Proposals propose(RgbImage square, ImageSize photo);
}
