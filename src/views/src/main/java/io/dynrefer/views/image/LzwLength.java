package io.dynrefer.views.image;

import java.io.IOException;

/** How many pixels GIF's variant of LZW holds, without the pixels. */
final class LzwLength {
    private static final int MAX_BITS = 12;

    private LzwLength() {}

    /**
     * The pixels up to the end code, the end of the data or {@code enough}.
     *
     * @param bits of a pixel, 1 to 11
     */
    static long pixels(int bits, byte[] data, long enough) throws IOException {
        if (bits < 1 || bits >= MAX_BITS) {
            throw new IOException("its pixels have " + bits + " bits");
        }
        int clear = 1 << bits;
        int[] lengths = new int[1 << MAX_BITS]; // pixels of each code
        int next = clear + 2;
        int width = bits + 1;
        int previous = -1; // length of the code before; -1 after a clear code
        long pixels = 0;
        int position = 0;
        while (position + width <= data.length * 8L && pixels < enough) {
            int code = code(data, position, width);
            position += width;
            if (code == clear) {
                next = clear + 2;
                width = bits + 1;
                previous = -1;
                continue;
            }
            if (code == clear + 1) {
                break;
            }
            if (code > next || code == next && previous < 0) {
                throw new IOException("its pixels name code " + code + " before it is known");
            }
            int length = code < clear ? 1 : code == next ? previous + 1 : lengths[code];
            if (previous >= 0 && next < lengths.length) {
                lengths[next++] = previous + 1;
                if (next == 1 << width && width < MAX_BITS) {
                    width++;
                }
            }
            pixels += length;
            previous = length;
        }
        return pixels;
    }

    /** {@code width} bits from {@code position} on, lowest first. */
    private static int code(byte[] data, int position, int width) {
        int code = 0;
        for (int at = 0; at < 24 && (position >> 3) + (at >> 3) < data.length; at += 8) {
            code |= (data[(position >> 3) + (at >> 3)] & 0xFF) << at;
        }
        return code >> (position & 7) & ((1 << width) - 1);
    }
}
