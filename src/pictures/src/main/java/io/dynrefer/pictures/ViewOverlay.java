package io.dynrefer.pictures;

import io.dynrefer.pictures.Svg.Place;
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
    private static final int LINE_HEIGHT = 26;
    private static final int LETTERS = 18;
    private static final int MARGIN = 8;
    private static final int LEGEND_INDENT = 26;
    private static final int LABEL_PADDING = 5;
    private static final int OUTLINE = 3;

    private final NestedViews views;
    private final PhotoScale scale;
    private final Svg svg;
    private final List<Place> labels = new ArrayList<>();

    private ViewOverlay(NestedViews views, PhotoScale scale, Svg svg) {
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
        PhotoScale scale = PhotoScale.of(photo.size());
        int width = (int) scale.photo().width();
        int height = (int) scale.photo().height();
        List<String> lines = legend(views);
        Svg svg = new Svg(
                Math.max(width, legendWidth(lines)),
                height + lines.size() * LINE_HEIGHT + 2 * MARGIN,
                PhotoScale.PAPER);
        svg.image(photo, scale.photo());
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
            Place box = scale.place(views.views().get(i).box(), OUTLINE);
            Place inside = new Place( // so that a box along the photo's edge is seen whole
                    box.x() + OUTLINE / 2.0, box.y() + OUTLINE / 2.0, box.width() - OUTLINE, box.height() - OUTLINE);
            svg.frame(inside, OUTLINE, PhotoScale.color(i));
        }
        for (int i = 0; i < views.views().size(); i++) {
            drawLabel(i, photoHeight);
        }
    }

    /** The view's t at its top left corner, moved down past labels that are there already. */
    private void drawLabel(int index, int photoHeight) {
        View view = views.views().get(index);
        String label = "t=" + text(view.t());
        Place corner = scale.place(view.box(), OUTLINE);
        double width = Svg.textWidth(label, LETTERS) + 2 * LABEL_PADDING;
        double height = LETTERS + LABEL_PADDING;
        Place plate = new Place(corner.x() + OUTLINE, corner.y() + OUTLINE, width, height);
        while (labels.stream().anyMatch(plate::overlaps) && plate.y() + 2 * height < photoHeight) {
            plate = new Place(plate.x(), plate.y() + height, width, height);
        }
        labels.add(plate);
        svg.fill(plate, PhotoScale.PAPER);
        svg.text(plate.x() + LABEL_PADDING, plate.y() + LETTERS - 1, LETTERS, PhotoScale.color(index), label);
    }

    private void drawLegend(List<String> lines, int top) {
        for (int i = 0; i < lines.size(); i++) {
            int y = top + i * LINE_HEIGHT;
            svg.fill(new Place(MARGIN, y + MARGIN / 2.0, LETTERS - 4, LETTERS - 4), PhotoScale.color(i));
            svg.text(MARGIN + LEGEND_INDENT, y + LETTERS, LETTERS, PhotoScale.color(i), lines.get(i));
        }
    }

    private static int legendWidth(List<String> lines) {
        double widest = lines.stream()
                .mapToDouble(line -> Svg.textWidth(line, LETTERS))
                .max()
                .orElse(0);
        return (int) Math.ceil(widest) + LEGEND_INDENT + 2 * MARGIN;
    }

    /** {@code 0}, {@code 0.4}, {@code 0.25}: no trailing zeros. */
    private static String text(double t) {
        return t == Math.rint(t) ? String.valueOf((int) t) : String.valueOf(t);
    }
}
