package io.dynrefer.model.vision;

import io.dynrefer.region.RgbImage;

/** What each of the 256 values of a channel becomes before a network sees it; looked up, not computed again. */
final class PixelTable {
    private static final int CHANNELS = 3;
    private static final int VALUES = 256;

    private final float[][] normalized = new float[CHANNELS][VALUES];

    /** How one value of a channel (0 red, 1 green, 2 blue) is normalised. */
    @FunctionalInterface
    interface Formula {
        float of(int channel, int value);
    }

    PixelTable(Formula formula) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int value = 0; value < VALUES; value++) {
                normalized[channel][value] = formula.of(channel, value);
            }
        }
    }

    /** The normalised channels, {@code (3, height, width)}. */
    float[] apply(RgbImage image) {
        int plane = image.width() * image.height();
        byte[] pixels = new byte[plane * CHANNELS]; // (height, width, 3)
        image.pixels().get(pixels);
        float[] channels = new float[CHANNELS * plane]; // (3, height, width)
        float[] red = normalized[0];
        float[] green = normalized[1];
        float[] blue = normalized[2];
        int next = 0;
        for (int i = 0; i < plane; i++) {
            channels[i] = red[pixels[next++] & 0xFF];
            channels[plane + i] = green[pixels[next++] & 0xFF];
            channels[2 * plane + i] = blue[pixels[next++] & 0xFF];
        }
        return channels;
    }
}
