package io.dynrefer.pictures;

import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.util.List;

/** How large a photo is drawn so that what is written on it can be read, and in which colours. */
record PhotoScale(ImageSize image, double factor) {
    static final String PAPER = "#202020";

    private static final int SHORTEST_LONG_SIDE = 900;
    private static final int LONGEST_LONG_SIDE = 1600;

    /** Told apart with colour-blind eyes too (Okabe and Ito), brightest first. */
    private static final List<String> COLORS =
            List.of("#F0E442", "#56B4E9", "#E69F00", "#2CE0A6", "#F089C4", "#FF6F3C");

    /** A small photo is enlarged and a very large one reduced. */
    static PhotoScale of(ImageSize image) {
        int longSide = Math.max(image.width(), image.height());
        return new PhotoScale(
                image, Math.max(SHORTEST_LONG_SIDE, Math.min(LONGEST_LONG_SIDE, longSide)) / (double) longSide);
    }

    /** The place of the whole photo, in whole pixels. */
    Place photo() {
        return new Place(
                0,
                0,
                Math.max(1, Math.round(image.width() * factor)),
                Math.max(1, Math.round(image.height() * factor)));
    }

    /** Where a box of the photo lies on the sheet; at least as large as its frame is thick. */
    Place place(Box box, int outline) {
        return new Place(
                box.x1() * factor,
                box.y1() * factor,
                Math.max(outline, box.width() * factor),
                Math.max(outline, box.height() * factor));
    }

    static String color(int index) {
        return COLORS.get(index % COLORS.size());
    }
}
