package io.dynrefer.pictures;

import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.Box;
import io.dynrefer.region.RgbImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws answers on their photo: every region with what was said about it, where it hides least. */
public final class AnswerOverlay {
    private static final int OUTLINE = 3;
    private static final int LETTERS = 16;
    private static final int LINE_HEIGHT = 21;
    private static final int PADDING = 7;
    private static final int GAP = 4;
    private static final int LONGEST_LINE = 34; // characters
    private static final String TEXT = "#FFFFFF";

    private final Svg svg;
    private final Place photo;
    private final List<Place> taken = new ArrayList<>();

    private AnswerOverlay(Svg svg, Place photo) {
        this.svg = svg;
        this.photo = photo;
    }

    /**
     * A region and what to write beside it.
     *
     * @param box in pixels of the photo
     * @param lines the first in the region's colour; long ones are broken between words
     */
    public record Answered(Box box, List<String> lines) {
        public Answered {
            lines = List.copyOf(lines);
        }
    }

    /** The drawing as an SVG file; scaled so that the letters can be read. */
    public static byte[] svg(RgbImage photo, List<Answered> regions) {
        PhotoScale scale = PhotoScale.of(photo.size());
        Place whole = scale.photo();
        Svg svg = new Svg((int) whole.width(), (int) whole.height(), PhotoScale.PAPER);
        svg.image(photo, whole);
        AnswerOverlay overlay = new AnswerOverlay(svg, whole);
        List<Place> boxes = regions.stream()
                .map(region -> scale.place(region.box(), OUTLINE))
                .toList();
        overlay.taken.addAll(boxes);
        for (int i = 0; i < boxes.size(); i++) {
            svg.frame(boxes.get(i), OUTLINE, PhotoScale.color(i));
        }
        for (int i = 0; i < boxes.size(); i++) {
            overlay.write(boxes.get(i), broken(regions.get(i).lines()), PhotoScale.color(i));
        }
        return svg.bytes();
    }

    private void write(Place box, List<String> lines, String color) {
        double width = 2 * PADDING
                + lines.stream()
                        .mapToDouble(line -> Svg.textWidth(line, LETTERS))
                        .max()
                        .orElse(0);
        Place plate = place(box, width, lines.size() * LINE_HEIGHT + 2.0 * PADDING);
        taken.add(plate);
        svg.add(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='4' fill='%s' fill-opacity='0.85'/>",
                plate.x(), plate.y(), plate.width(), plate.height(), PhotoScale.PAPER);
        for (int i = 0; i < lines.size(); i++) {
            svg.text(
                    plate.x() + PADDING,
                    plate.y() + PADDING + (i + 1) * LINE_HEIGHT - GAP,
                    LETTERS,
                    i == 0 ? color : TEXT,
                    lines.get(i));
        }
    }

    /** Right, left, below, above, or inside: wherever it hides least of the other regions and texts. */
    private Place place(Place box, double width, double height) {
        double below = box.y() + box.height();
        return List.of(
                        new Place(box.x() + box.width() + GAP, box.y(), width, height),
                        new Place(box.x() - width - GAP, box.y(), width, height),
                        new Place(box.x(), below + GAP, width, height),
                        new Place(box.x(), box.y() - height - GAP, width, height),
                        new Place(box.x() + GAP, below - height - GAP, width, height))
                .stream()
                .map(this::inside)
                .min(Comparator.comparingDouble(this::hidden))
                .orElseThrow();
    }

    private Place inside(Place wanted) {
        return new Place(
                Math.max(0, Math.min(wanted.x(), photo.width() - wanted.width())),
                Math.max(0, Math.min(wanted.y(), photo.height() - wanted.height())),
                wanted.width(),
                wanted.height());
    }

    private double hidden(Place plate) {
        return taken.stream().mapToDouble(plate::commonArea).sum();
    }

    private static List<String> broken(List<String> lines) {
        List<String> broken = new ArrayList<>();
        for (String line : lines) {
            StringBuilder current = new StringBuilder();
            for (String word : line.split(" ", -1)) {
                if (current.length() > 0 && current.length() + 1 + word.length() > LONGEST_LINE) {
                    broken.add(current.toString());
                    current.setLength(0);
                    current.append("  ");
                } else if (current.length() > 0) {
                    current.append(' ');
                }
                current.append(word);
            }
            broken.add(current.toString());
        }
        return broken;
    }
}
