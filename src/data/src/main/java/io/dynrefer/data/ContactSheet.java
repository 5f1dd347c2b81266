package io.dynrefer.data;

import io.dynrefer.region.Box;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.Canvas;
import io.dynrefer.views.Canvas.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws annotated images side by side, each with its regions' boxes and, below, what is said of them: to look at a data
 * set rather than to trust it.
 */
public final class ContactSheet {
    private static final int WHITE = 0xFFFFFF;
    private static final int[] COLOURS = {0xD00000, 0x0050D0, 0x008030, 0xA000A0, 0xC06000, 0x006878};
    private static final int MARGIN = 6;
    private static final int LINE_HEIGHT = 12;
    private static final int LINES_PER_REGION = 4;
    private static final int TEXT_SCALE = 1;
    private static final int LEAST_CELL_WIDTH = 384;

    /** Width of the widest character of the typeface with its gap. */
    private static final int CHARACTER_WIDTH = 6;

    private static final int QUALITY = 92;

    private final int columns;

    /** A sheet with so many images in a row. */
    public ContactSheet(int columns) {
        this.columns = columns;
    }

    /** The sheet as a JPEG. */
    public static byte[] jpeg(Canvas sheet) {
        return JpegEncoder.encode(sheet.image(), QUALITY);
    }

    /** The sheet; the images' own sizes are kept. */
    public Canvas draw(List<AnnotatedImage> images, DatasetImages pixels) {
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
        Canvas canvas = new Canvas(
                columns * (cellWidth + MARGIN) + MARGIN, rows * (cellHeight + MARGIN) + MARGIN, WHITE, TEXT_SCALE);
        for (int i = 0; i < images.size(); i++) {
            int left = MARGIN + i % columns * (cellWidth + MARGIN);
            int top = MARGIN + i / columns * (cellHeight + MARGIN);
            drawCell(canvas, images.get(i), pixels.read(images.get(i)), new Rectangle(left, top, cellWidth, picture));
        }
        return canvas;
    }

    private static void drawCell(Canvas canvas, AnnotatedImage image, RgbImage pixels, Rectangle place) {
        canvas.drawImage(pixels, place.x(), place.y());
        int line = place.y() + place.height() + 2;
        for (int i = 0; i < image.regions().size(); i++) {
            AnnotatedRegion region = image.regions().get(i);
            int colour = COLOURS[i % COLOURS.length];
            canvas.outline(frame(region.box(), place), 2, colour);
            for (String text : description(region)) {
                canvas.write(writable(text, place.width() / CHARACTER_WIDTH), place.x(), line, colour);
                line += LINE_HEIGHT;
            }
        }
    }

    private static Rectangle frame(Box box, Rectangle place) {
        int left = (int) Math.floor(box.x1());
        int top = (int) Math.floor(box.y1());
        return new Rectangle(
                place.x() + left, place.y() + top, (int) Math.ceil(box.x2()) - left, (int) Math.ceil(box.y2()) - top);
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

    /** In small letters, cut to {@code most} characters; what the typeface lacks is a space. */
    private static String writable(String text, int most) {
        String small = text.toLowerCase(Locale.ROOT);
        StringBuilder written = new StringBuilder();
        small.substring(0, Math.min(most, small.length()))
                .chars()
                .forEach(character -> written.append(Canvas.canWrite(character) ? (char) character : ' '));
        return written.toString();
    }
}
