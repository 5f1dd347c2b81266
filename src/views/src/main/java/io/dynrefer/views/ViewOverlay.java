package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.views.Canvas.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws nested views on their photo: a box per view with its t, and below the photo a line per view with its size and
 * hash gain. Needs no display and no fonts.
 */
public final class ViewOverlay {
    private static final int SHORTEST_LONG_SIDE = 900;
    private static final int LONGEST_LONG_SIDE = 1600;
    private static final int LINE_HEIGHT = 26;
    private static final int MARGIN = 8;
    private static final int LEGEND_INDENT = 26;
    private static final int LABEL_PADDING = 5;
    private static final int OUTLINE = 3;
    private static final int BLACK = 0;
    private static final int PAPER = 0x202020;

    /** Told apart with colour-blind eyes too (Okabe and Ito), brightest first. */
    private static final List<Integer> COLOURS = List.of(0xF0E442, 0x56B4E9, 0xE69F00, 0x2CE0A6, 0xF089C4, 0xFF6F3C);

    private final NestedViews views;
    private final double scale;
    private final Canvas canvas;
    private final List<Rectangle> labels = new ArrayList<>();

    private ViewOverlay(NestedViews views, double scale, Canvas canvas) {
        this.views = views;
        this.scale = scale;
        this.canvas = canvas;
    }

    /**
     * The drawing as an encoded PNG. A small photo is enlarged and a very large one reduced, so that labels can be
     * read.
     */
    public static byte[] png(RgbImage photo, NestedViews views) {
        if (!photo.size().equals(views.image())) {
            throw new IllegalArgumentException(
                    "the views are of an image of " + views.image() + ", not of " + photo.size());
        }
        int longSide = Math.max(photo.width(), photo.height());
        double scale = Math.max(SHORTEST_LONG_SIDE, Math.min(LONGEST_LONG_SIDE, longSide)) / (double) longSide;
        int width = Math.max(1, (int) Math.round(photo.width() * scale));
        int height = Math.max(1, (int) Math.round(photo.height() * scale));
        List<String> lines = legend(views);
        int paperWidth = Math.max(width, legendWidth(lines));
        int paperHeight = height + lines.size() * LINE_HEIGHT + 2 * MARGIN;
        Canvas canvas = new Canvas(paperWidth, paperHeight, PAPER);
        PixelBox whole = new PixelBox(0, 0, photo.width(), photo.height());
        canvas.drawImage(BicubicResize.resize(photo, whole, new ImageSize(width, height)));
        ViewOverlay overlay = new ViewOverlay(views, scale, canvas);
        overlay.drawBoxes(height);
        overlay.drawLegend(lines, height + MARGIN);
        return canvas.png();
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
            Rectangle outline = scaled(views.views().get(i).box());
            canvas.outline(outline.grow(1), OUTLINE + 2, BLACK);
            canvas.outline(outline, OUTLINE, colour(i));
        }
        for (int i = 0; i < views.views().size(); i++) {
            drawLabel(i, photoHeight);
        }
    }

    /** Where a box of the photo lies on the canvas. */
    private Rectangle scaled(Box box) {
        int left = (int) Math.round(box.x1() * scale);
        int top = (int) Math.round(box.y1() * scale);
        int right = (int) Math.round(box.x2() * scale);
        int bottom = (int) Math.round(box.y2() * scale);
        return new Rectangle(left, top, right - left, bottom - top);
    }

    /** The view's t at its top left corner, moved down past labels that are there already. */
    private void drawLabel(int index, int photoHeight) {
        View view = views.views().get(index);
        String label = "t=" + text(view.t());
        Rectangle corner = scaled(view.box());
        int width = Canvas.textWidth(label) + 2 * LABEL_PADDING;
        int height = Canvas.TEXT_ASCENT + 2 * LABEL_PADDING;
        int y = corner.y() + OUTLINE;
        while (isTaken(new Rectangle(corner.x() + OUTLINE, y, width, height)) && y + 2 * height < photoHeight) {
            y += height;
        }
        Rectangle plate = new Rectangle(corner.x() + OUTLINE, y, width, height);
        labels.add(plate);
        canvas.fill(plate, PAPER);
        canvas.write(label, plate.x() + LABEL_PADDING, y + LABEL_PADDING, colour(index));
    }

    private boolean isTaken(Rectangle place) {
        return labels.stream().anyMatch(place::intersects);
    }

    private void drawLegend(List<String> lines, int top) {
        for (int i = 0; i < lines.size(); i++) {
            int y = top + i * LINE_HEIGHT + (LINE_HEIGHT - Canvas.TEXT_ASCENT) / 2;
            canvas.fill(new Rectangle(MARGIN, y, Canvas.TEXT_ASCENT, Canvas.TEXT_ASCENT), colour(i));
            canvas.write(lines.get(i), MARGIN + LEGEND_INDENT, y, colour(i));
        }
    }

    private static int legendWidth(List<String> lines) {
        int widest = lines.stream().mapToInt(Canvas::textWidth).max().orElse(0);
        return widest + LEGEND_INDENT + 2 * MARGIN;
    }

    private static int colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** {@code 0}, {@code 0.4}, {@code 0.25}: no trailing zeros. */
    private static String text(double t) {
        return t == Math.rint(t) ? String.valueOf((int) t) : String.valueOf(t);
    }
}
