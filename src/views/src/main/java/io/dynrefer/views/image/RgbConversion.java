package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;

/**
 * Turns a decoded frame into upright 8-bit RGB. Samples are taken as stored: the platform's own conversion would
 * brighten grey pictures and apply colour profiles, which the readers the model was trained with do not.
 */
final class RgbConversion {
    private static final int WHITE = 255;

    private RgbConversion() {}

    static RgbImage toRgb(BufferedImage frame, Orientation orientation) {
        ImageSize stored = new ImageSize(frame.getWidth(), frame.getHeight());
        byte[] pixels = new byte[stored.width() * stored.height() * 3]; // (height, width, 3), upright
        int[] row = new int[stored.width()];
        RowReader reader = reader(frame);
        for (int y = 0; y < stored.height(); y++) {
            reader.read(y, row);
            for (int x = 0; x < row.length; x++) {
                put(row[x], pixels, orientation.uprightIndex(x, y, stored) * 3);
            }
        }
        return new RgbImage(orientation.upright(stored), pixels);
    }

    /** Reads a row of pixels as ARGB, not premultiplied. */
    private interface RowReader {
        void read(int y, int[] argb);
    }

    private static RowReader reader(BufferedImage frame) {
        ColorModel colors = frame.getColorModel();
        int type = frame.getRaster().getTransferType();
        boolean wholeSamples = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        if (colors instanceof ComponentColorModel && wholeSamples && !colors.isAlphaPremultiplied()) {
            return (y, argb) -> readSamples(frame, y, argb);
        }
        return (y, argb) -> frame.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
    }

    /** Grey (1 band), grey and alpha (2), RGB (3), RGB and alpha (4); of 16 bits the high byte. */
    private static void readSamples(BufferedImage frame, int y, int[] argb) {
        int bands = frame.getRaster().getNumBands();
        int shift = frame.getColorModel().getComponentSize(0) - 8;
        int[] samples = frame.getRaster().getPixels(0, y, argb.length, 1, (int[]) null); // (width, bands)
        for (int x = 0; x < argb.length; x++) {
            int at = x * bands;
            int red = samples[at] >> shift;
            int green = bands < 3 ? red : samples[at + 1] >> shift;
            int blue = bands < 3 ? red : samples[at + 2] >> shift;
            int alpha = bands % 2 == 0 ? samples[at + bands - 1] >> shift : WHITE;
            argb[x] = alpha << 24 | red << 16 | green << 8 | blue;
        }
    }

    private static void put(int argb, byte[] pixels, int at) {
        int alpha = argb >>> 24;
        pixels[at] = onWhite(argb >> 16 & 0xFF, alpha);
        pixels[at + 1] = onWhite(argb >> 8 & 0xFF, alpha);
        pixels[at + 2] = onWhite(argb & 0xFF, alpha);
    }

    private static byte onWhite(int sample, int alpha) {
        return (byte) ((sample * alpha + WHITE * (255 - alpha) + 127) / 255);
    }
}
