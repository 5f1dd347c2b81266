package io.dynrefer.views;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;

/**
 * Grey, bilinearly resized crops for the perceptual hash (METHOD 2): OpenCV's fixed-point grey, half-pixel centres,
 * edge clamp, no antialiasing. Grey is computed only where it is sampled, so the cost does not depend on the crop's
 * size.
 */
public final class BilinearSampler {
    private BilinearSampler() {}

    /** OpenCV's grey of a colour, 0..255. */
    public static int grey(int red, int green, int blue) {
        return (9798 * red + 19235 * green + 3735 * blue + 16384) >> 15;
    }

    /** The crop in grey at {@code size x size}, 0..255: {@code (size, size)}, row by row. */
    public static float[] resize(RgbImage image, PixelBox crop, int size) {
        return resize(new GreyRows(image), crop, size);
    }

    /** The same of an image whose grey is kept. */
    static float[] resize(GreyRows image, PixelBox crop, int size) {
        Axis columns = Axis.of(crop.width(), size);
        Axis rows = Axis.of(crop.height(), size);
        Lines lines = new Lines(image, crop, columns);
        float[] resized = new float[size * size]; // (size, size)
        for (int y = 0; y < size; y++) {
            lines.at(rows.low[y], rows.high[y]);
            mix(lines.above, lines.below, rows.weight[y], resized, y * size);
        }
        return resized;
    }

    private static void mix(float[] above, float[] below, float weight, float[] resized, int target) {
        float rest = 1 - weight;
        for (int x = 0; x < above.length; x++) {
            resized[target + x] = above[x] * rest + below[x] * weight;
        }
    }

    /** The two rows of a crop that a row of the result lies between, interpolated along it; kept while they serve. */
    private static final class Lines {
        private final GreyRows image;
        private final PixelBox crop;
        private final Axis columns;
        private float[] above;
        private float[] below;
        private int aboveRow = -1;
        private int belowRow = -1;

        Lines(GreyRows image, PixelBox crop, Axis columns) {
            this.image = image;
            this.crop = crop;
            this.columns = columns;
            this.above = new float[columns.low.length];
            this.below = new float[columns.low.length];
        }

        void at(int low, int high) {
            if (low == belowRow) {
                swap();
            }
            if (low != aboveRow) {
                image.interpolate(crop, low, columns, above);
                aboveRow = low;
            }
            if (high != belowRow) {
                image.interpolate(crop, high, columns, below);
                belowRow = high;
            }
        }

        private void swap() {
            float[] line = above;
            above = below;
            below = line;
            int row = aboveRow;
            aboveRow = belowRow;
            belowRow = row;
        }
    }

    /** Per output coordinate: the two source coordinates it lies between and the weight of the second. */
    record Axis(int[] low, int[] high, float[] weight) {
        static Axis of(int source, int target) {
            double scale = (double) source / target;
            Axis axis = new Axis(new int[target], new int[target], new float[target]);
            for (int i = 0; i < target; i++) {
                float centre = (float) ((i + 0.5) * scale - 0.5);
                int low = (int) Math.floor(centre);
                boolean clamped = low < 0 || low >= source - 1;
                axis.low[i] = Math.max(0, Math.min(source - 1, low));
                axis.high[i] = Math.min(source - 1, axis.low[i] + 1);
                axis.weight[i] = clamped ? 0 : centre - low;
            }
            return axis;
        }
    }
}
