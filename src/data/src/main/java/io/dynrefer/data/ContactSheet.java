package io.dynrefer.data;

import io.dynrefer.pictures.Svg;
import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws annotated images side by side, each with its regions' boxes and, below, what is said of them: to look at a data
 * set rather than to trust it.
 */
public final class ContactSheet {
    private static final String WHITE = "#FFFFFF";
    private static final List<String> COLORS =
            List.of("#D00000", "#0050D0", "#008030", "#A000A0", "#C06000", "#006878");
    private static final int MARGIN = 6;
    private static final int LINE_HEIGHT = 12;
    private static final int LINES_PER_REGION = 4;
    private static final int LETTERS = 10;
    private static final int LEAST_CELL_WIDTH = 384;

    private final int columns;

    /** A sheet with so many images in a row. */
    public ContactSheet(int columns) {
        this.columns = columns;
    }

    /** The sheet as an SVG file; the images' own sizes are kept. */
    public byte[] svg(List<AnnotatedImage> images, DatasetImages pixels) {
        int cellWidth = LEAST_CELL_WIDTH;
        int picture = 1;
        int regions = 1;
        for (AnnotatedImage image : images) {
            cellWidth = Math.max(cellWidth, image.size().width());
            picture = Math.max(picture, image.size().height());
            regions = Math.max(regions, image.regions().size());
        }
        int cellHeight = picture + regions * LINES_PER_REGION * LINE_HEIGHT;
        int rows = (images.size() + columns - 1) / columns;
        Svg svg = new Svg(columns * (cellWidth + MARGIN) + MARGIN, rows * (cellHeight + MARGIN) + MARGIN, WHITE);
        for (int i = 0; i < images.size(); i++) {
            int left = MARGIN + i % columns * (cellWidth + MARGIN);
            int top = MARGIN + i / columns * (cellHeight + MARGIN);
            drawCell(svg, images.get(i), pixels, new Place(left, top, cellWidth, picture));
        }
        return svg.bytes();
    }

    private static void drawCell(Svg svg, AnnotatedImage image, DatasetImages pixels, Place place) {
        Place shown = new Place(
                place.x(), place.y(), image.size().width(), image.size().height());
        svg.image(pixels.read(image), shown);
        double line = place.y() + place.height() + LETTERS;
        for (int i = 0; i < image.regions().size(); i++) {
            AnnotatedRegion region = image.regions().get(i);
            String color = COLORS.get(i % COLORS.size());
            Box box = region.box();
            svg.frame(new Place(place.x() + box.x1(), place.y() + box.y1(), box.width(), box.height()), 2, color);
            for (String text : description(region)) {
                svg.text(place.x(), line, LETTERS, color, cut(text, place.width()));
                line += LINE_HEIGHT;
            }
        }
    }

    /** What it is with its attributes, then captions, {@link #LINES_PER_REGION} lines at most. */
    private static List<String> description(AnnotatedRegion region) {
        List<String> lines = new ArrayList<>();
        lines.add(region.labels().category() + " ("
                + String.join(", ", region.labels().attributes()) + ") "
                + region.origin().scene());
        lines.addAll(region.captions());
        return lines.subList(0, Math.min(lines.size(), LINES_PER_REGION));
    }

    private static String cut(String text, double width) {
        return text.substring(0, (int) Math.min(text.length(), width / Svg.textWidth("m", LETTERS)));
    }
}
