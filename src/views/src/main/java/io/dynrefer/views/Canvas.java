package io.dynrefer.views;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pixels to draw on; colours are {@code 0xRRGGBB}, and what falls outside is left out. Java's own {@code Graphics2D} is
 * not used: it asks for the machine's display, and its text for the machine's fonts.
 */
public final class Canvas {
    /** Pixels per pixel of the typeface. */
    private static final int TEXT_SCALE = 2;

    /** Height in pixels of a line's tall characters. */
    public static final int TEXT_ASCENT = PixelFont.ASCENT * TEXT_SCALE;

    private final int width;
    private final int height;
    private final int[] pixels; // (height, width)
    private final int textScale;

    /** A canvas of one colour. */
    public Canvas(int width, int height, int colour) {
        this(width, height, colour, TEXT_SCALE);
    }

    /** A canvas of one colour whose text is {@code textScale} pixels per pixel of the typeface large. */
    public Canvas(int width, int height, int colour, int textScale) {
        this.width = width;
        this.height = height;
        this.textScale = textScale;
        this.pixels = new int[width * height];
        Arrays.fill(pixels, colour);
    }

    /** Lays an image that fits on the canvas into its top left corner. */
    public void drawImage(RgbImage image) {
        drawImage(image, 0, 0);
    }

    /** Lays an image that fits on the canvas there with its top left corner at a place. */
    public void drawImage(RgbImage image, int left, int top) {
        ByteBuffer samples = image.pixels(); // (height, width, 3)
        for (int y = top; y < top + image.height(); y++) {
            for (int x = left; x < left + image.width(); x++) {
                pixels[y * width + x] =
                        (samples.get() & 0xFF) << 16 | (samples.get() & 0xFF) << 8 | (samples.get() & 0xFF);
            }
        }
    }

    /** Fills an area with a colour. */
    public void fill(Rectangle area, int colour) {
        int left = Math.max(0, area.x());
        int right = Math.min(width, area.x() + area.width());
        for (int y = Math.max(0, area.y()); y < Math.min(height, area.y() + area.height()) && left < right; y++) {
            Arrays.fill(pixels, y * width + left, y * width + right, colour);
        }
    }

    /** A frame along the inner side of {@code area}. */
    public void outline(Rectangle area, int thickness, int colour) {
        fill(new Rectangle(area.x(), area.y(), area.width(), thickness), colour);
        fill(new Rectangle(area.x(), area.y() + area.height() - thickness, area.width(), thickness), colour);
        fill(new Rectangle(area.x(), area.y(), thickness, area.height()), colour);
        fill(new Rectangle(area.x() + area.width() - thickness, area.y(), thickness, area.height()), colour);
    }

    /** Whether the typeface has this character. */
    public static boolean canWrite(int character) {
        return PixelFont.has(character);
    }

    /** One line of text; {@code top} is where its tall characters begin. */
    public void write(String text, int left, int top, int colour) {
        PixelFont.write(
                text,
                (x, y) -> fill(new Rectangle(left + x * textScale, top + y * textScale, textScale, textScale), colour));
    }

    /** Width in pixels of a line of text at the usual scale. */
    public static int textWidth(String text) {
        return PixelFont.width(text) * TEXT_SCALE;
    }

    /** What is on the canvas. */
    public RgbImage image() {
        byte[] samples = new byte[pixels.length * 3]; // (height, width, 3)
        for (int i = 0; i < pixels.length; i++) {
            samples[3 * i] = (byte) (pixels[i] >> 16);
            samples[3 * i + 1] = (byte) (pixels[i] >> 8);
            samples[3 * i + 2] = (byte) pixels[i];
        }
        return new RgbImage(new ImageSize(width, height), samples);
    }

    /** The canvas as an encoded PNG, written through memory: the platform's shortcut would use a temporary file. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
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

    /** Columns {@code x .. x+width-1} and rows {@code y .. y+height-1} of a canvas, also outside it. */
    public record Rectangle(int x, int y, int width, int height) {
        /** This rectangle with {@code margin} more on every side; less when that is negative. */
        public Rectangle grow(int margin) {
            return new Rectangle(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
        }

        /** Whether the two share a pixel. */
        public boolean intersects(Rectangle other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }
}
