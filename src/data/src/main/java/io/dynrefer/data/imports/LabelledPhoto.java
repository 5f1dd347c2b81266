package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.region.Box;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo as people labelled it.
 *
 * @param file where its pixels lie; may be missing, which the import says
 * @param name by which it is known from one import to the next: its path below the place, with forward slashes
 * @param split null where the source says nothing of splits
 * @param regions what is labelled in it
 */
record LabelledPhoto(Path file, String name, @Nullable Split split, List<Region> regions) {
    /** Reaches beyond any photo: cut to its edges it is the photo. */
    static final Box WHOLE = new Box(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);

    LabelledPhoto {
        regions = List.copyOf(regions);
    }

    /**
     * A labelled region.
     *
     * @param box in pixels of the upright photo; may reach beyond it
     * @param category what it shows; empty where only captions say it
     * @param attributes bare words or {@code type:word}
     * @param captions texts that people wrote about it
     */
    record Region(Box box, String category, List<String> attributes, List<String> captions) {
        Region {
            attributes = List.copyOf(attributes);
            captions = List.copyOf(captions);
        }

        static Region of(Box box, String category) {
            return new Region(box, category, List.of(), List.of());
        }
    }
}
