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
        Axis columns = Axis.of(crop.width(), size);
        Axis rows = Axis.of(crop.height(), size);
        float[] resized = new float[size * size]; // (size, size)
        for (int y = 0; y < size; y++) {
            int top = crop.y1() + rows.low[y];
            int bottom = crop.y1() + rows.high[y];
            float down = rows.weight[y];
            for (int x = 0; x < size; x++) {
                int left = crop.x1() + columns.low[x];
                int right = crop.x1() + columns.high[x];
                float across = columns.weight[x];
                float above = mix(greyAt(image, left, top), greyAt(image, right, top), across);
                float below = mix(greyAt(image, left, bottom), greyAt(image, right, bottom), across);
                resized[y * size + x] = mix(above, below, down);
            }
        }
        return resized;
    }

    private static float mix(float first, float second, float weight) {
        return first * (1 - weight) + second * weight;
    }

    private static int greyAt(RgbImage image, int x, int y) {
        return grey(image.sample(x, y, 0), image.sample(x, y, 1), image.sample(x, y, 2));
    }

    /** Per output coordinate: the two source coordinates it lies between and the weight of the second. */
    private record Axis(int[] low, int[] high, float[] weight) {
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
