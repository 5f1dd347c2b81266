package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Region;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.views.TurnedRegion;
import io.dynrefer.views.image.ImageHeader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which picture a request's regions refer to. Tools that ignore EXIF annotate the picture as it is stored; then the
 * regions are turned with it. The size that a COCO file gives tells which picture it was.
 */
public final class Placement {
    private final ImageHeader image;
    private final boolean stored;
    private final Set<String> warnings = new LinkedHashSet<>();

    private Placement(ImageHeader image, boolean stored) {
        this.image = image;
        this.stored = stored;
    }

    /** @throws DynReferException if the regions refer to a picture of another size */
    public static Placement of(ReferRequest request, ImageHeader image) {
        ImageSize given = request.annotatedSize();
        ImageSize upright = image.size();
        ImageSize asStored = image.storedSize();
        boolean turned = image.orientation().exifValue() != 1;
        if (given == null || given.equals(upright)) {
            Placement placement = new Placement(image, false);
            if (given != null && turned && upright.equals(asStored)) {
                placement.warnings.add("The photo is turned on reading (EXIF), and its size does not tell whether its"
                        + " annotations are those of the turned picture; they were taken as such.");
            }
            return placement;
        }
        if (!given.equals(asStored)) {
            throw DynReferException.invalid(
                    WireRequest.ANNOTATED_SIZE,
                    "The annotations are of a picture of " + text(given) + ", the image has " + text(upright)
                            + (turned ? " after it is turned (EXIF), " + text(asStored) + " before" : "")
                            + ". Send the image that was annotated.");
        }
        Placement placement = new Placement(image, true);
        placement.warnings.add("The photo is turned on reading (EXIF: "
                + image.orientation().wireName() + "), and its annotations are those of the picture before: they were"
                + " turned with it.");
        return placement;
    }

    /** The size of the upright image. */
    ImageSize image() {
        return image.size();
    }

    /** The region in the upright image; its own problem is thrown. */
    public Region resolve(String id, RegionSpec region) {
        Consumer<String> hear = warning -> warnings.add("Region '" + id + "': " + warning);
        return stored
                ? TurnedRegion.of(region.resolve(image.storedSize(), hear), image.storedSize(), image.orientation())
                : region.resolve(image.size(), hear);
    }

    /** What the reader of the answer should know of the image and its regions. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(image.warnings());
        all.addAll(warnings);
        return all;
    }

    private static String text(ImageSize size) {
        return size.width() + "x" + size.height();
    }
}
