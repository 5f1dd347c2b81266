package io.dynrefer.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region in an index: a line of JSON.
 *
 * @param photo the photo's file
 * @param digest SHA-256 of the file
 * @param bbox left, top, width, height in pixels of the upright photo
 * @param label what the source of the photos calls it; null if it says nothing
 */
public record IndexedRegion(
        String photo,
        String digest,
        List<Double> bbox,
        @Nullable String label) {
    public IndexedRegion {
        bbox = List.copyOf(bbox);
    }

    /** What makes it the same region: the photo's content and the place, wherever the file lies. */
    String key() {
        return digest + bbox;
    }
}
