package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws nested views on their photo: a box per view with its t, and below the photo a line per view with its size and
 * hash gain. Needs no display.
 */
public final class ViewOverlay {
    private static final int SHORTEST_LONG_SIDE = 900;
    private static final int LONGEST_LONG_SIDE = 1600;
    private static final int LINE_HEIGHT = 26;
    private static final int MARGIN = 8;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Color PAPER = new Color(0x202020);

    /** Told apart with colour-blind eyes too (Okabe and Ito), brightest first. */
    private static final List<Color> COLOURS = List.of(
            new Color(0xF0E442),
            new Color(0x56B4E9),
            new Color(0xE69F00),
            new Color(0x2CE0A6),
            new Color(0xF089C4),
            new Color(0xFF6F3C));

    private final NestedViews views;
    private final double scale;
    private final Graphics2D graphics;
    private final List<Rectangle> labels = new ArrayList<>();

    private ViewOverlay(NestedViews views, double scale, Graphics2D graphics) {
        this.views = views;
        this.scale = scale;
        this.graphics = graphics;
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
        BufferedImage paper = new BufferedImage(paperWidth, paperHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = paper.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setFont(FONT);
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, paperWidth, paperHeight);
        graphics.drawImage(buffered(photo), 0, 0, width, height, null);
        ViewOverlay overlay = new ViewOverlay(views, scale, graphics);
        overlay.drawBoxes(height);
        overlay.drawLegend(lines, height + MARGIN);
        graphics.dispose();
        return encode(paper);
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
            Box box = views.views().get(i).box();
            Rectangle2D outline = new Rectangle2D.Double(
                    box.x1() * scale + 1.5, box.y1() * scale + 1.5, box.width() * scale - 3, box.height() * scale - 3);
            graphics.setColor(Color.BLACK);
            graphics.setStroke(new BasicStroke(5));
            graphics.draw(outline);
            graphics.setColor(colour(i));
            graphics.setStroke(new BasicStroke(3));
            graphics.draw(outline);
        }
        for (int i = 0; i < views.views().size(); i++) {
            drawLabel(i, photoHeight);
        }
    }

    /** The view's t at its top left corner, moved down past labels that are there already. */
    private void drawLabel(int index, int photoHeight) {
        View view = views.views().get(index);
        FontMetrics metrics = graphics.getFontMetrics();
        String label = "t=" + text(view.t());
        Rectangle place = new Rectangle(
                (int) (view.box().x1() * scale) + 3,
                (int) (view.box().y1() * scale) + 3,
                metrics.stringWidth(label) + 8,
                metrics.getHeight());
        while (labels.stream().anyMatch(place::intersects) && place.y + 2 * place.height < photoHeight) {
            place.y += place.height;
        }
        labels.add(place);
        graphics.setColor(PAPER);
        graphics.fill(place);
        graphics.setColor(colour(index));
        graphics.drawString(label, place.x + 4, place.y + metrics.getAscent());
    }

    private void drawLegend(List<String> lines, int top) {
        for (int i = 0; i < lines.size(); i++) {
            graphics.setColor(colour(i));
            graphics.fillRect(MARGIN, top + i * LINE_HEIGHT + 5, 16, 16);
            graphics.drawString(lines.get(i), MARGIN + 26, top + i * LINE_HEIGHT + 19);
        }
    }

    private static int legendWidth(List<String> lines) {
        Graphics2D measure = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = measure.getFontMetrics(FONT);
        int widest = lines.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        measure.dispose();
        return widest + 26 + 2 * MARGIN;
    }

    private static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** {@code 0}, {@code 0.4}, {@code 0.25}: no trailing zeros. */
    private static String text(double t) {
        return t == Math.rint(t) ? String.valueOf((int) t) : String.valueOf(t);
    }

    private static BufferedImage buffered(RgbImage photo) {
        BufferedImage image = new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
        ByteBuffer pixels = photo.pixels(); // (height, width, 3)
        int[] row = new int[photo.width()];
        for (int y = 0; y < photo.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (pixels.get() & 0xFF) << 16 | (pixels.get() & 0xFF) << 8 | (pixels.get() & 0xFF);
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
    }

    /** Written through memory: the platform's shortcut for this would use a temporary file. */
    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
