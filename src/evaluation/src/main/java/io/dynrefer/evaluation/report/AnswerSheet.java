package io.dynrefer.evaluation.report;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.BicubicResize;
import io.dynrefer.views.Canvas;
import io.dynrefer.views.Canvas.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A picture of answers: each region's image with its box, and beside it what was expected and what was said. */
public final class AnswerSheet {
    private static final int IMAGE_SIDE = 260;
    private static final int TEXT_WIDTH = 640;
    private static final int MARGIN = 10;
    private static final int LINE_HEIGHT = 24;
    private static final int OUTLINE = 2;
    private static final int PAPER = 0x202020;
    private static final int BLACK = 0;
    private static final int BOX = 0xF0E442;
    private static final int EXPECTED = 0xBBBBBB;
    private static final int SAID = 0x56B4E9;

    /**
     * One answer.
     *
     * @param box in pixels of the image
     * @param expected lines of the truth
     * @param said lines of the answer
     */
    public record Entry(RgbImage image, Box box, List<String> expected, List<String> said) {
        public Entry {
            expected = List.copyOf(expected);
            said = List.copyOf(said);
        }
    }

    private AnswerSheet() {}

    /** Writes the sheet as a PNG, one entry below the other; at least one. */
    public static void write(List<Entry> entries, Path file) {
        try {
            Files.write(file, png(entries));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", file + " cannot be written: " + e + ".", e);
        }
    }

    private static byte[] png(List<Entry> entries) {
        List<Integer> heights = entries.stream().map(AnswerSheet::height).toList();
        int total = heights.stream().mapToInt(Integer::intValue).sum();
        Canvas canvas = new Canvas(IMAGE_SIDE + TEXT_WIDTH + 3 * MARGIN, total, PAPER);
        int top = 0;
        for (int i = 0; i < entries.size(); i++) {
            draw(canvas, entries.get(i), top);
            top += heights.get(i);
        }
        return canvas.png();
    }

    private static int height(Entry entry) {
        int lines = wrapped(entry.expected()).size() + wrapped(entry.said()).size();
        return Math.max(scaledSize(entry.image()).height(), lines * LINE_HEIGHT) + 2 * MARGIN;
    }

    private static double scale(RgbImage image) {
        return IMAGE_SIDE / (double) Math.max(image.width(), image.height());
    }

    private static ImageSize scaledSize(RgbImage image) {
        double scale = scale(image);
        return new ImageSize(Math.max(1, (int) Math.round(image.width() * scale)), Math.max(1, (int)
                Math.round(image.height() * scale)));
    }

    private static void draw(Canvas canvas, Entry entry, int top) {
        RgbImage image = entry.image();
        PixelBox whole = new PixelBox(0, 0, image.width(), image.height());
        canvas.drawImage(BicubicResize.resize(image, whole, scaledSize(image)), MARGIN, top + MARGIN);
        Rectangle outline = scaled(entry.box(), scale(image), top);
        canvas.outline(outline.grow(OUTLINE + 1), OUTLINE + 2, BLACK);
        canvas.outline(outline.grow(OUTLINE), OUTLINE, BOX);
        int line = top + MARGIN;
        int left = IMAGE_SIDE + 2 * MARGIN;
        for (String text : wrapped(entry.expected())) {
            canvas.write(text, left, line, EXPECTED);
            line += LINE_HEIGHT;
        }
        for (String text : wrapped(entry.said())) {
            canvas.write(text, left, line, SAID);
            line += LINE_HEIGHT;
        }
    }

    private static Rectangle scaled(Box box, double scale, int top) {
        return new Rectangle(
                MARGIN + (int) Math.round(box.x1() * scale),
                top + MARGIN + (int) Math.round(box.y1() * scale),
                (int) Math.round(box.width() * scale),
                (int) Math.round(box.height() * scale));
    }

    /** The lines broken at spaces where they are too wide. */
    private static List<String> wrapped(List<String> lines) {
        List<String> wrapped = new ArrayList<>();
        for (String text : lines) {
            String line = drawable(text);
            StringBuilder current = new StringBuilder();
            for (String word : line.split(" ")) {
                if (!current.isEmpty() && Canvas.textWidth(current + " " + word) > TEXT_WIDTH) {
                    wrapped.add(current.toString());
                    current.setLength(0);
                    current.append("   ");
                }
                current.append(current.isEmpty() ? "" : " ").append(word);
            }
            wrapped.add(current.toString());
        }
        return wrapped;
    }

    /** The text in the characters that the typeface has. */
    private static String drawable(String text) {
        return text.toLowerCase(Locale.ROOT).replace(':', '=').replace("'", "").replaceAll("[^a-z0-9 .,=()-]", " ");
    }
}
