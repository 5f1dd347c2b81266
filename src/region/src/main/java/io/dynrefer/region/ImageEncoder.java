package io.dynrefer.region;

import java.util.List;

/** Turns crops into view embeddings. Implementations are safe for use by several threads. */
public interface ImageEncoder {
    /** Identity of the weights and precision, for store keys: letters, digits and dashes. */
    String id();

    /** Width and height of the crops it takes, in pixels. */
    int viewSize();

    /** One embedding per crop, in order. A crop of another size is an {@link IllegalArgumentException}. */
    List<ViewEmbedding> encode(List<RgbImage> crops);
}
