package io.dynrefer.training.own;

import io.dynrefer.data.Dataset;
import io.dynrefer.pictures.Svg;
import io.dynrefer.region.Box;
import io.dynrefer.region.RgbImage;
import java.util.List;

/** A sheet of the photos whose regions are still named wrong: the region, what it is, and what was said. */
final class WrongSheet {
    private static final int COLUMNS = 5;
    private static final int SIDE = 180;
    private static final int LINES = 48;
    private static final int MARGIN = 8;
    private static final int LETTERS = 12;
    private static final int MOST = 100;

    private WrongSheet() {}

    /** A region with its right word and the word that was said. */
    record Wrong(OwnRegions.Place place, String right, String said) {}

    /** The sheet as an SVG file: the first hundred. */
    static byte[] svg(List<Wrong> all, Dataset dataset) {
        List<Wrong> shown = all.subList(0, Math.min(all.size(), MOST));
        int rows = Math.max(1, (shown.size() + COLUMNS - 1) / COLUMNS);
        Svg svg = new Svg(COLUMNS * (SIDE + MARGIN) + MARGIN, rows * (SIDE + LINES) + MARGIN, "#FFFFFF");
        for (int i = 0; i < shown.size(); i++) {
            draw(
                    svg,
                    shown.get(i),
                    dataset,
                    MARGIN + i % COLUMNS * (SIDE + MARGIN),
                    MARGIN + i / COLUMNS * (SIDE + LINES));
        }
        return svg.bytes();
    }

    private static void draw(Svg svg, Wrong wrong, Dataset dataset, int left, int top) {
        RgbImage photo = dataset.pixels().read(wrong.place().photo());
        double scale = (double) SIDE / Math.max(photo.width(), photo.height());
        svg.image(photo, new Svg.Place(left, top, photo.width() * scale, photo.height() * scale));
        Box box = wrong.place().region().box();
        svg.frame(
                new Svg.Place(
                        left + box.x1() * scale, top + box.y1() * scale, box.width() * scale, box.height() * scale),
                2,
                "#D00000");
        svg.text(left, top + SIDE + 14, LETTERS, "#008030", cut(wrong.right()));
        svg.text(left, top + SIDE + 30, LETTERS, "#D00000", cut(wrong.said()));
    }

    private static String cut(String text) {
        return text.substring(0, (int) Math.min(text.length(), SIDE / Svg.textWidth("m", LETTERS)));
    }
}
