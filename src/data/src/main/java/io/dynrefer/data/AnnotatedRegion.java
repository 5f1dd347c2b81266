package io.dynrefer.data;

import io.dynrefer.region.Box;
import java.util.List;

/**
 * A region of an image with what is known of it.
 *
 * @param id unique within an annotation file
 * @param box in pixels of the image; corners may be fractional
 * @param captions reference captions, none to many
 * @param labels category, tags, attributes and the like
 * @param origin where it comes from
 */
public record AnnotatedRegion(long id, Box box, List<String> captions, RegionLabels labels, RegionOrigin origin) {
    public AnnotatedRegion {
        captions = List.copyOf(captions);
    }

    /** The same region under another id. */
    public AnnotatedRegion withId(long other) {
        return new AnnotatedRegion(other, box, captions, labels, origin);
    }
}
