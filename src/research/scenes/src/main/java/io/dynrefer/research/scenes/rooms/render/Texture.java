package io.dynrefer.research.scenes.rooms.render;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** A picture for surfaces together with its halvings (mips). Immutable. */
public final class Texture {
    private static final int SMALLEST_SIDE = 4;

    private final int width;
    private final int height;
    /** (height * width) pixels, 0xAARRGGBB, rows from the top. */
    private final int[] pixels;

    private final @Nullable Texture half;

    private Texture(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.half = width <= SMALLEST_SIDE || height <= SMALLEST_SIDE ? null : halve(width, height, pixels);
    }

    /** The texture of {@code image}, halved until neither side is above {@code largestSide} pixels. */
    public static Texture of(BufferedImage image, int largestSide) {
        int width = image.getWidth();
        int height = image.getHeight();
        Texture texture = new Texture(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        while (texture.half != null && Math.max(texture.width, texture.height) > largestSide) {
            texture = texture.half;
        }
        return texture;
    }

    private static Texture halve(int width, int height, int[] pixels) {
        int halfWidth = width / 2;
        int halfHeight = height / 2;
        int[] halved = new int[halfWidth * halfHeight];
        for (int y = 0; y < halfHeight; y++) {
            for (int x = 0; x < halfWidth; x++) {
                int at = 2 * y * width + 2 * x;
                halved[y * halfWidth + x] =
                        mean(pixels[at], pixels[at + 1], pixels[at + width], pixels[at + width + 1]);
            }
        }
        return new Texture(halfWidth, halfHeight, halved);
    }

    private static int mean(int a, int b, int c, int d) {
        int mean = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int sum = (a >>> shift & 255) + (b >>> shift & 255) + (c >>> shift & 255) + (d >>> shift & 255);
            mean |= (sum / 4) << shift;
        }
        return mean;
    }

    /** Number of pixels at full size. */
    public int area() {
        return width * height;
    }

    /**
     * The mip with about one pixel for each of {@code screenPixels}, for a surface that shows {@code texturePixels}.
     */
    public Texture forScreen(float texturePixels, float screenPixels) {
        Texture texture = this;
        for (float left = texturePixels; left > 2 * screenPixels && texture.half != null; left /= 4) {
            texture = texture.half;
        }
        return texture;
    }

    /** The pixel at {@code (u, v)}, 0xAARRGGBB; v runs upwards, and both repeat outside 0 to 1. */
    public int at(float u, float v) {
        int x = (int) ((u - Math.floor(u)) * width);
        int y = (int) ((1 - (v - Math.floor(v))) * height);
        return pixels[Math.min(height - 1, y) * width + Math.min(width - 1, x)];
    }
}
