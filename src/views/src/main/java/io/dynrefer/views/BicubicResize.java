package io.dynrefer.views;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;

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
    private static final double SHARPNESS = -0.5;

    private BicubicResize() {}

    /** The pixels of {@code crop} at {@code size x size}; just cut out when the crop has that size already. */
    public static RgbImage resize(RgbImage image, PixelBox crop, int size) {
        return resize(image, crop, new ImageSize(size, size));
    }

    /** The pixels of {@code crop} at any size. */
    public static RgbImage resize(RgbImage image, PixelBox crop, ImageSize size) {
        byte[] narrow = horizontalPass(image, crop, size.width()); // (crop height, width, 3)
        return new RgbImage(size, verticalPass(narrow, crop.height(), size));
    }

    private static byte[] horizontalPass(RgbImage image, PixelBox crop, int width) {
        Kernel kernel = Kernel.of(crop.width(), width);
        ByteBuffer pixels = image.pixels();
        byte[] row = new byte[crop.width() * CHANNELS]; // (crop width, 3)
        byte[] narrow = new byte[crop.height() * width * CHANNELS]; // (crop height, width, 3)
        for (int y = 0; y < crop.height(); y++) {
            pixels.get(((crop.y1() + y) * image.width() + crop.x1()) * CHANNELS, row);
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int start = kernel.start[x] * CHANNELS + channel;
                    narrow[(y * width + x) * CHANNELS + channel] = weighted(row, start, CHANNELS, kernel.weights[x]);
                }
            }
        }
        return narrow;
    }

    private static byte[] verticalPass(byte[] narrow, int height, ImageSize size) {
        Kernel kernel = Kernel.of(height, size.height());
        int stride = size.width() * CHANNELS;
        byte[] resized = new byte[size.height() * stride]; // (height, width, 3)
        for (int y = 0; y < size.height(); y++) {
            for (int i = 0; i < stride; i++) {
                resized[y * stride + i] = weighted(narrow, kernel.start[y] * stride + i, stride, kernel.weights[y]);
            }
        }
        return resized;
    }

    private static byte weighted(byte[] samples, int start, int stride, int[] weights) {
        int sum = HALF;
        int index = start;
        for (int weight : weights) {
            sum += weight * (samples[index] & 0xFF);
            index += stride;
        }
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
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
