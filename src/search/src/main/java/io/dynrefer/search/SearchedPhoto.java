package io.dynrefer.search;

import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A photo to be put into an index.
 *
 * @param file where it lies
 * @param regions its regions, for its size when it is upright; none: the whole photo is one
 */
public record SearchedPhoto(Path file, Function<ImageSize, List<Place>> regions) {
    /**
     * A region to be put into an index.
     *
     * @param box in pixels of the upright photo
     * @param label what it is called; null: nothing
     */
    public record Place(Box box, @Nullable String label) {}

    /** The regions of a photo of this size, at least one. */
    List<Place> places(ImageSize size) {
        List<Place> given = regions.apply(size);
        return given.isEmpty() ? List.of(new Place(new Box(0, 0, size.width(), size.height()), null)) : given;
    }
}
