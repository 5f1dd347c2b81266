package io.dynrefer.views;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** An image in OpenCV's fixed-point grey, each row computed when it is first looked at. Thread-safe. */
final class GreyRows {
    private static final int CHANNELS = 3;

    private final RgbImage image;
    private final AtomicReferenceArray<byte[]> rows; // (width) each

    GreyRows(RgbImage image) {
        this.image = image;
        this.rows = new AtomicReferenceArray<>(image.height());
    }

    RgbImage image() {
        return image;
    }

    /** The grey of a row, 0..255 as unsigned bytes; not to be changed. */
    byte[] row(int y) {
        byte[] known = rows.get(y);
        if (known == null) {
            known = grey(y);
            rows.set(y, known);
        }
        return known;
    }

    private byte[] grey(int y) {
        byte[] grey = new byte[image.width()];
        byte[] colors = new byte[grey.length * CHANNELS]; // (width, 3)
        image.pixels().get(y * colors.length, colors);
        for (int x = 0; x < grey.length; x++) {
            int at = x * CHANNELS;
            grey[x] = (byte) BilinearSampler.grey(colors[at] & 0xFF, colors[at + 1] & 0xFF, colors[at + 2] & 0xFF);
        }
        return grey;
    }

    /** A row of {@code crop}, interpolated along {@code columns} into {@code line}. */
    void interpolate(PixelBox crop, int row, BilinearSampler.Axis columns, float[] line) {
        byte[] grey = row(crop.y1() + row);
        for (int x = 0; x < line.length; x++) {
            float weight = columns.weight()[x];
            int left = grey[crop.x1() + columns.low()[x]] & 0xFF;
            int right = grey[crop.x1() + columns.high()[x]] & 0xFF;
            line[x] = left * (1 - weight) + right * weight;
        }
    }
}
