package io.dynrefer.views;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Pillow's antialiased bicubic resize of a crop, bit for bit (METHOD 1): a = -0.5, 8-bit fixed point, a horizontal and
 * then a vertical pass with whole bytes in between. The crop's aspect ratio is not kept, and pixels outside the crop
 * have no part in it.
 */
public final class BicubicResize {
    private static final int CHANNELS = 3;
    private static final int PRECISION_BITS = 22;
    private static final int HALF = 1 << (PRECISION_BITS - 1);
    private static final double SUPPORT = 2;
    private static final int TAPS = 4; // of a pixel of a crop that grows, away from the crop's edges
    private static final double SHARPNESS = -0.5;

    private BicubicResize() {}

    /** The pixels of {@code crop} at {@code size x size}; just cut out when the crop has that size already. */
    public static RgbImage resize(RgbImage image, PixelBox crop, int size) {
        return resize(image, crop, new ImageSize(size, size));
    }

    /** All pixels of an image as squares of these sizes. */
    public static List<RgbImage> squares(RgbImage image, List<Integer> sizes) {
        PixelBox whole = new PixelBox(0, 0, image.width(), image.height());
        return sizes.stream().map(size -> resize(image, whole, size)).toList();
    }

    /** The pixels of {@code crop} at any size. */
    public static RgbImage resize(RgbImage image, PixelBox crop, ImageSize size) {
        int[][] narrow = horizontalPass(image, crop, size.width()); // (crop height, width, 3)
        return new RgbImage(size, verticalPass(narrow, size));
    }

    private static int[][] horizontalPass(RgbImage image, PixelBox crop, int width) {
        Kernel kernel = Kernel.of(crop.width(), width);
        ByteBuffer pixels = image.pixels();
        byte[] row = new byte[crop.width() * CHANNELS]; // (crop width, 3)
        int[][] narrow = new int[crop.height()][width * CHANNELS]; // (crop height, width, 3), 0..255
        for (int y = 0; y < crop.height(); y++) {
            pixels.get(((crop.y1() + y) * image.width() + crop.x1()) * CHANNELS, row);
            for (int x = 0; x < width; x++) {
                int[] weights = kernel.weights[x];
                if (weights.length == TAPS) {
                    weighFour(row, kernel.start[x] * CHANNELS, weights, narrow[y], x * CHANNELS);
                } else {
                    weighPixels(row, kernel.start[x] * CHANNELS, weights, narrow[y], x * CHANNELS);
                }
            }
        }
        return narrow;
    }

    /** One pixel from neighbours in a row; its three channels at once, so that a weight is read once. */
    private static void weighPixels(byte[] row, int start, int[] weights, int[] narrow, int target) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int index = start;
        for (int weight : weights) {
            red += weight * (row[index] & 0xFF);
            green += weight * (row[index + 1] & 0xFF);
            blue += weight * (row[index + 2] & 0xFF);
            index += CHANNELS;
        }
        narrow[target] = level(red);
        narrow[target + 1] = level(green);
        narrow[target + 2] = level(blue);
    }

    /**
     * The same for four neighbours, as nearly every pixel has when a crop grows; a loop would cost more than its work.
     */
    private static void weighFour(byte[] row, int start, int[] weights, int[] narrow, int target) {
        int first = weights[0];
        int second = weights[1];
        int third = weights[2];
        int fourth = weights[3];
        for (int channel = 0; channel < CHANNELS; channel++) {
            int index = start + channel;
            narrow[target + channel] = level(HALF
                    + first * (row[index] & 0xFF)
                    + second * (row[index + CHANNELS] & 0xFF)
                    + third * (row[index + 2 * CHANNELS] & 0xFF)
                    + fourth * (row[index + 3 * CHANNELS] & 0xFF));
        }
    }

    private static byte[] verticalPass(int[][] narrow, ImageSize size) {
        Kernel kernel = Kernel.of(narrow.length, size.height());
        int[] sums = new int[size.width() * CHANNELS]; // (width, 3)
        byte[] resized = new byte[size.height() * sums.length]; // (height, width, 3)
        for (int y = 0; y < size.height(); y++) {
            Arrays.fill(sums, HALF);
            for (int i = 0; i < kernel.weights[y].length; i++) {
                addRow(narrow[kernel.start[y] + i], kernel.weights[y][i], sums);
            }
            for (int i = 0; i < sums.length; i++) {
                resized[y * sums.length + i] = (byte) level(sums[i]);
            }
        }
        return resized;
    }

    /** Row by row, not pixel by pixel, and ints, not bytes: the compiler makes vector instructions of this loop. */
    private static void addRow(int[] row, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * row[i];
        }
    }

    private static int level(int sum) {
        return Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }

    /** Per output coordinate: the first source coordinate it reads and the fixed-point weights from there on. */
    private record Kernel(int[] start, int[][] weights) {
        static Kernel of(int source, int target) {
            Kernel kernel = new Kernel(new int[target], new int[target][]);
            double scale = (double) source / target;
            double stretch = Math.max(1, scale); // wider than the source's pixels when shrinking: antialiasing
            for (int i = 0; i < target; i++) {
                double centre = (i + 0.5) * scale;
                int first = Math.max(0, (int) (centre - SUPPORT * stretch + 0.5));
                int end = Math.min(source, (int) (centre + SUPPORT * stretch + 0.5));
                kernel.start[i] = first;
                kernel.weights[i] = fixedPoint(weights(first, end, centre, 1 / stretch));
            }
            return kernel;
        }

        private static double[] weights(int first, int end, double centre, double shrink) {
            double[] weights = new double[end - first];
            double sum = 0;
            for (int x = 0; x < weights.length; x++) {
                weights[x] = bicubic((x + first - centre + 0.5) * shrink);
                sum += weights[x];
            }
            for (int x = 0; x < weights.length; x++) {
                weights[x] /= sum;
            }
            return weights;
        }

        private static int[] fixedPoint(double[] weights) {
            int[] fixed = new int[weights.length];
            for (int x = 0; x < weights.length; x++) {
                double scaled = weights[x] * (1 << PRECISION_BITS);
                fixed[x] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
            }
            return fixed;
        }

        private static double bicubic(double signed) {
            double x = Math.abs(signed);
            if (x < 1) {
                return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
        }
    }
}
