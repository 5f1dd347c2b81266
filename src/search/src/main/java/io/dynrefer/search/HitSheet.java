package io.dynrefer.search;

import io.dynrefer.pictures.Svg;
import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A contact sheet of what a search found: each region on its photo, with its place and score. */
public final class HitSheet {
    private static final int CELL = 220;
    private static final int TEXT = 30;
    private static final int MARGIN = 8;
    private static final int COLUMNS = 5;
    private static final int LETTERS = 11;
    private static final String INK = "#202020";
    private static final String FRAME = "#FFD400";

    private HitSheet() {}

    /** The sheet as an SVG file; the title says what was searched for. */
    public static byte[] svg(String title, List<SearchIndex.Hit> hits) {
        int rows = (hits.size() + COLUMNS - 1) / COLUMNS;
        int top = 2 * MARGIN + LETTERS;
        Svg svg = new Svg(COLUMNS * (CELL + MARGIN) + MARGIN, top + rows * (CELL + TEXT + MARGIN) + MARGIN, "#FFFFFF");
        svg.text(MARGIN, MARGIN + LETTERS, LETTERS + 2, INK, title);
        for (int i = 0; i < hits.size(); i++) {
            double left = MARGIN + i % COLUMNS * (double) (CELL + MARGIN);
            double above = top + MARGIN + i / COLUMNS * (double) (CELL + TEXT + MARGIN);
            draw(svg, i + 1, hits.get(i), left, above);
        }
        return svg.bytes();
    }

    private static void draw(Svg svg, int rank, SearchIndex.Hit hit, double left, double above) {
        IndexedRegion region = hit.region();
        try {
            RgbImage photo = new ImageReader(ImageLimits.DEFAULT)
                    .read(Files.readAllBytes(Path.of(region.photo())))
                    .image();
            double scale = (double) CELL / Math.max(photo.width(), photo.height());
            svg.image(photo, new Place(left, above, photo.width() * scale, photo.height() * scale));
            List<Double> box = region.bbox();
            svg.frame(
                    new Place(
                            left + box.get(0) * scale,
                            above + box.get(1) * scale,
                            box.get(2) * scale,
                            box.get(3) * scale),
                    2,
                    FRAME);
        } catch (IOException | DynReferException e) {
            svg.text(left, above + LETTERS, LETTERS, INK, "(the photo is gone)");
        }
        String name = String.valueOf(Path.of(region.photo()).getFileName());
        String line = String.format(Locale.ROOT, "%d. %.3f %s", rank, hit.score(), name);
        svg.text(left, above + CELL + LETTERS + 2, LETTERS, INK, line);
        if (region.label() != null) {
            svg.text(left, above + CELL + 2 * LETTERS + 4, LETTERS, INK, region.label());
        }
    }
}
