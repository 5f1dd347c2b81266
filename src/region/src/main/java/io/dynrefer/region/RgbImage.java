package io.dynrefer.region;

import java.nio.ByteBuffer;

/** 8-bit RGB pixels, row by row, three bytes a pixel: {@code (height, width, 3)}. Immutable. */
public final class RgbImage {
    private final ImageSize size;
    private final byte[] pixels; // (height, width, 3)

    /** Copies {@code pixels}, which must hold exactly {@code height * width * 3} bytes. */
    public RgbImage(ImageSize size, byte[] pixels) {
        if (pixels.length != size.width() * size.height() * 3) {
            throw new IllegalArgumentException("expected " + size.width() * size.height() * 3 + " bytes of RGB for "
                    + size + ", got " + pixels.length);
        }
        this.size = size;
        this.pixels = pixels.clone();
    }

    public ImageSize size() {
        return size;
    }

    public int width() {
        return size.width();
    }

    public int height() {
        return size.height();
    }

    /** One channel (0 red, 1 green, 2 blue) of one pixel, 0..255. */
    public int sample(int x, int y, int channel) {
        return pixels[(y * size.width() + x) * 3 + channel] & 0xFF;
    }

    /** The bytes {@code (height, width, 3)}, read-only. */
    public ByteBuffer pixels() {
        return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
    }
}
