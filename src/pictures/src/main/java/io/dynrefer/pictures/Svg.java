package io.dynrefer.pictures;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.BicubicResize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** A drawing in one SVG file, photos and all; what is added later lies on top. Colours are CSS colours. */
public final class Svg {
    private static final int JPEG_QUALITY = 90;
    private static final double CHARACTER_WIDTH = 0.6; // of the letters' size, in monospaced typefaces

    private final StringBuilder elements = new StringBuilder();

    /** An empty sheet of this size in pixels. */
    public Svg(int width, int height, String paper) {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %1$d %2$d' "
                        + "xml:space='preserve'><rect width='100%%' height='100%%' fill='%s'/>",
                width, height, paper);
    }

    /** Adds elements in the form of {@link String#format}; text among the values is escaped. */
    public void add(String pattern, Object... values) {
        Object[] escaped = Arrays.stream(values)
                .map(value -> value instanceof String text ? escape(text) : value)
                .toArray();
        elements.append(String.format(Locale.ROOT, pattern, escaped)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }

    /** An image filling a place; one that is larger is reduced first, so that the file stays small. */
    public void image(RgbImage image, Place place) {
        RgbImage shown = image;
        if (image.width() > place.width() || image.height() > place.height()) {
            ImageSize size = new ImageSize(Math.max(1, (int) place.width()), Math.max(1, (int) place.height()));
            shown = BicubicResize.resize(image, new PixelBox(0, 0, image.width(), image.height()), size);
        }
        add(
                "<image x='%.1f' y='%.1f' width='%.1f' height='%.1f' preserveAspectRatio='none' "
                        + "href='data:image/jpeg;base64,%s'/>",
                place.x(),
                place.y(),
                place.width(),
                place.height(),
                Base64.getEncoder().encodeToString(JpegEncoder.encode(shown, JPEG_QUALITY)));
    }

    /** A filled rectangle. */
    public void fill(Place place, String color) {
        add(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
                place.x(), place.y(), place.width(), place.height(), color);
    }

    /** A frame around a place, with a thin black rim that sets it off from any photo. */
    public void frame(Place place, int thickness, String color) {
        for (boolean rim : new boolean[] {true, false}) {
            add(
                    "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='none' stroke='%s' stroke-width='%d'/>",
                    place.x(),
                    place.y(),
                    place.width(),
                    place.height(),
                    rim ? "#000" : color,
                    rim ? thickness + 2 : thickness);
        }
    }

    /** A line of text whose letters stand on {@code y}. */
    public void text(double x, double y, int size, String color, String text) {
        add(
                "<text x='%.1f' y='%.1f' font-family='monospace' font-size='%d' fill='%s'>%s</text>",
                x, y, size, color, text);
    }

    /** How wide a line of {@link #text} gets, in pixels. */
    public static double textWidth(String text, int size) {
        return text.length() * size * CHARACTER_WIDTH;
    }

    /** The file. */
    public byte[] bytes() {
        return (elements + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A rectangle on the sheet, in pixels. */
    public record Place(double x, double y, double width, double height) {
        /** Whether the two overlap. */
        public boolean overlaps(Place other) {
            return commonArea(other) > 0;
        }

        /** How many square pixels the two share. */
        public double commonArea(Place other) {
            double right = Math.min(x + width, other.x + other.width);
            double bottom = Math.min(y + height, other.y + other.height);
            return Math.max(0, right - Math.max(x, other.x)) * Math.max(0, bottom - Math.max(y, other.y));
        }
    }
}
