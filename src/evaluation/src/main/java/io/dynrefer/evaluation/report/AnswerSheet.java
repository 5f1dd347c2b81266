package io.dynrefer.evaluation.report;

import io.dynrefer.pictures.Svg;
import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A picture of answers: each region's image with its box, and beside it what was expected and what was said. */
public final class AnswerSheet {
    private static final int IMAGE_SIDE = 260;
    private static final int TEXT_WIDTH = 640;
    private static final int MARGIN = 10;
    private static final int LINE_HEIGHT = 24;
    private static final int LETTERS = 16;
    private static final int OUTLINE = 2;
    private static final String PAPER = "#202020";
    private static final String BOX = "#F0E442";
    private static final String EXPECTED = "#BBBBBB";
    private static final String SAID = "#56B4E9";

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

    /** Writes the sheet as an SVG file, one entry below the other; at least one. */
    public static void write(List<Entry> entries, Path file) {
        try {
            Files.write(file, svg(entries));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", file + " cannot be written: " + e + ".", e);
        }
    }

    private static byte[] svg(List<Entry> entries) {
        List<Double> heights = entries.stream().map(AnswerSheet::height).toList();
        double total = heights.stream().mapToDouble(Double::doubleValue).sum();
        Svg svg = new Svg(IMAGE_SIDE + TEXT_WIDTH + 3 * MARGIN, (int) Math.ceil(total), PAPER);
        double top = 0;
        for (int i = 0; i < entries.size(); i++) {
            draw(svg, entries.get(i), top);
            top += heights.get(i);
        }
        return svg.bytes();
    }

    private static double height(Entry entry) {
        int lines = wrapped(entry.expected()).size() + wrapped(entry.said()).size();
        return Math.max(entry.image().height() * scale(entry.image()), lines * LINE_HEIGHT) + 2 * MARGIN;
    }

    private static double scale(RgbImage image) {
        return IMAGE_SIDE / (double) Math.max(image.width(), image.height());
    }

    private static void draw(Svg svg, Entry entry, double top) {
        double scale = scale(entry.image());
        double y = top + MARGIN;
        Box box = entry.box();
        svg.image(
                entry.image(),
                new Place(
                        MARGIN, y, entry.image().width() * scale, entry.image().height() * scale));
        svg.frame(
                new Place(MARGIN + box.x1() * scale, y + box.y1() * scale, box.width() * scale, box.height() * scale),
                OUTLINE,
                BOX);
        double line = y + LETTERS;
        int left = IMAGE_SIDE + 2 * MARGIN;
        for (String text : wrapped(entry.expected())) {
            svg.text(left, line, LETTERS, EXPECTED, text);
            line += LINE_HEIGHT;
        }
        for (String text : wrapped(entry.said())) {
            svg.text(left, line, LETTERS, SAID, text);
            line += LINE_HEIGHT;
        }
    }

    /** The lines broken at spaces where they are too wide. */
    private static List<String> wrapped(List<String> lines) {
        List<String> wrapped = new ArrayList<>();
        for (String text : lines) {
            StringBuilder current = new StringBuilder();
            for (String word : text.split(" ")) {
                if (!current.isEmpty() && Svg.textWidth(current + " " + word, LETTERS) > TEXT_WIDTH) {
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
}
