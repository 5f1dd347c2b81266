package io.dynrefer.functions.api;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.store.RegionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds regions in an index that a server was started with. Safe for use by several threads. */
public interface RegionSearch extends AutoCloseable {
    /** The regions that fit a phrase best. */
    Answer words(String query, int most);

    /** The regions that are most like a region of a photo. */
    Answer like(EncodedImage photo, RegionSpec region, int most);

    /** Nothing may be asked any more. */
    @Override
    default void close() {}

    /**
     * The answer to {@code POST /v1/search}.
     *
     * @param model id of the weights that made the index
     * @param thing what of the query was taken for a thing
     * @param attributes what of it was taken for attributes
     * @param regions best first
     */
    record Answer(String model, @Nullable String thing, List<String> attributes, List<Found> regions) {
        public Answer {
            attributes = List.copyOf(attributes);
            regions = List.copyOf(regions);
        }
    }

    /**
     * A region that was found.
     *
     * @param photo the name of the photo's file, without its folder
     * @param digest SHA-256 of the photo
     * @param bbox left, top, width, height in pixels
     * @param label what it was called when it was put into the index
     * @param score by likeness a cosine, in [-1, 1]; by words a logarithm, larger where they fit better
     */
    record Found(
            String photo,
            String digest,
            List<Double> bbox,
            @Nullable String label,
            double score) {
        public Found {
            bbox = List.copyOf(bbox);
        }
    }
}
