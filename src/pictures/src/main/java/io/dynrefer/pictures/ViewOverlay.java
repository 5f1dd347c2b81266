package io.dynrefer.pictures;

import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.Box;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws nested views on their photo: a box per view with its t, and below the photo a line per view with its size and
 * hash gain.
 */
public final class ViewOverlay {
    private static final int SHORTEST_LONG_SIDE = 900;
    private static final int LONGEST_LONG_SIDE = 1600;
    private static final int LINE_HEIGHT = 26;
    private static final int LETTERS = 18;
    private static final int MARGIN = 8;
    private static final int LEGEND_INDENT = 26;
    private static final int LABEL_PADDING = 5;
    private static final int OUTLINE = 3;
    private static final String PAPER = "#202020";

    /** Told apart with colour-blind eyes too (Okabe and Ito), brightest first. */
    private static final List<String> COLORS =
            List.of("#F0E442", "#56B4E9", "#E69F00", "#2CE0A6", "#F089C4", "#FF6F3C");

    private final NestedViews views;
    private final double scale;
    private final Svg svg;
    private final List<Place> labels = new ArrayList<>();

    private ViewOverlay(NestedViews views, double scale, Svg svg) {
        this.views = views;
        this.scale = scale;
        this.svg = svg;
    }

    /**
     * The drawing as an SVG file. A small photo is enlarged and a very large one reduced, so that labels can be read.
     */
    public static byte[] svg(RgbImage photo, NestedViews views) {
        if (!photo.size().equals(views.image())) {
            throw new IllegalArgumentException(
                    "the views are of an image of " + views.image() + ", not of " + photo.size());
        }
        int longSide = Math.max(photo.width(), photo.height());
        double scale = Math.max(SHORTEST_LONG_SIDE, Math.min(LONGEST_LONG_SIDE, longSide)) / (double) longSide;
        int width = Math.max(1, (int) Math.round(photo.width() * scale));
        int height = Math.max(1, (int) Math.round(photo.height() * scale));
        List<String> lines = legend(views);
        Svg svg = new Svg(Math.max(width, legendWidth(lines)), height + lines.size() * LINE_HEIGHT + 2 * MARGIN, PAPER);
        svg.image(photo, new Place(0, 0, width, height));
        ViewOverlay overlay = new ViewOverlay(views, scale, svg);
        overlay.drawBoxes(height);
        overlay.drawLegend(lines, height + MARGIN);
        return svg.bytes();
    }

    /** What the drawing says of each view, in selection order. */
    static List<String> legend(NestedViews views) {
        List<String> lines = new ArrayList<>();
        for (View view : views.views()) {
            PixelBox crop = view.crop();
            String size = crop.width() + "x" + crop.height() + " px";
            lines.add(
                    view.t() == 0
                            ? "t = 0   the region, " + size
                            : String.format(
                                    Locale.ROOT,
                                    "t = %s   %s, hash gain %.1f (%d of 64 bits)",
                                    text(view.t()),
                                    size,
                                    view.hashGain(),
                                    view.hammingDistance()));
        }
        return lines;
    }

    /** Largest view first, so that the region stays on top. */
    private void drawBoxes(int photoHeight) {
        for (int i = views.views().size() - 1; i >= 0; i--) {
            Place box = scaled(views.views().get(i).box());
            Place inside = new Place( // so that a box along the photo's edge is seen whole
                    box.x() + OUTLINE / 2.0, box.y() + OUTLINE / 2.0, box.width() - OUTLINE, box.height() - OUTLINE);
            svg.frame(inside, OUTLINE, color(i));
        }
        for (int i = 0; i < views.views().size(); i++) {
            drawLabel(i, photoHeight);
        }
    }

    /** Where a box of the photo lies on the sheet; at least as large as its frame is thick. */
    private Place scaled(Box box) {
        return new Place(
                box.x1() * scale,
                box.y1() * scale,
                Math.max(OUTLINE, box.width() * scale),
                Math.max(OUTLINE, box.height() * scale));
    }

    /** The view's t at its top left corner, moved down past labels that are there already. */
    private void drawLabel(int index, int photoHeight) {
        View view = views.views().get(index);
        String label = "t=" + text(view.t());
        Place corner = scaled(view.box());
        double width = Svg.textWidth(label, LETTERS) + 2 * LABEL_PADDING;
        double height = LETTERS + LABEL_PADDING;
        Place plate = new Place(corner.x() + OUTLINE, corner.y() + OUTLINE, width, height);
        while (labels.stream().anyMatch(plate::overlaps) && plate.y() + 2 * height < photoHeight) {
            plate = new Place(plate.x(), plate.y() + height, width, height);
        }
        labels.add(plate);
        svg.fill(plate, PAPER);
        svg.text(plate.x() + LABEL_PADDING, plate.y() + LETTERS - 1, LETTERS, color(index), label);
    }

    private void drawLegend(List<String> lines, int top) {
        for (int i = 0; i < lines.size(); i++) {
            int y = top + i * LINE_HEIGHT;
            svg.fill(new Place(MARGIN, y + MARGIN / 2.0, LETTERS - 4, LETTERS - 4), color(i));
            svg.text(MARGIN + LEGEND_INDENT, y + LETTERS, LETTERS, color(i), lines.get(i));
        }
    }

    private static int legendWidth(List<String> lines) {
        double widest = lines.stream()
                .mapToDouble(line -> Svg.textWidth(line, LETTERS))
                .max()
                .orElse(0);
        return (int) Math.ceil(widest) + LEGEND_INDENT + 2 * MARGIN;
    }

    private static String color(int index) {
        return COLORS.get(index % COLORS.size());
    }

    /** {@code 0}, {@code 0.4}, {@code 0.25}: no trailing zeros. */
    private static String text(double t) {
        return t == Math.rint(t) ? String.valueOf((int) t) : String.valueOf(t);
    }
}
