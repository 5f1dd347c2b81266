package io.dynrefer.research.scenes.composites;

import java.awt.image.BufferedImage;

/** An image with transparency: premultiplied red, green, blue and alpha, each 0 to 1. Immutable. */
final class AlphaImage {
    private static final int CHANNELS = 4;

    private final int width;
    private final int height;
    private final float[] samples; // (height, width, 4)

    private AlphaImage(int width, int height, float[] samples) {
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    static AlphaImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] samples = new float[width * height * CHANNELS];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int argb : image.getRGB(0, y, width, 1, null, 0, width)) {
                float alpha = (argb >>> 24) / 255f;
                samples[at++] = (argb >> 16 & 0xFF) / 255f * alpha;
                samples[at++] = (argb >> 8 & 0xFF) / 255f * alpha;
                samples[at++] = (argb & 0xFF) / 255f * alpha;
                samples[at++] = alpha;
            }
        }
        return new AlphaImage(width, height, samples);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A premultiplied colour channel (0 red, 1 green, 2 blue) or the alpha (3). */
    float sample(int x, int y, int channel) {
        return samples[(y * width + x) * CHANNELS + channel];
    }

    float alpha(int x, int y) {
        return sample(x, y, 3);
    }

    AlphaImage mirrored() {
        float[] mirror = new float[samples.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = (y * width + width - 1 - x) * CHANNELS;
                System.arraycopy(samples, from, mirror, (y * width + x) * CHANNELS, CHANNELS);
            }
        }
        return new AlphaImage(width, height, mirror);
    }

    /** The same picture in another size, by a triangle filter as wide as a pixel of the coarser of the two. */
    AlphaImage resized(int newWidth, int newHeight) {
        float[] narrow = new float[newWidth * height * CHANNELS]; // (height, newWidth, 4)
        resample(samples, narrow, new Axis(width, newWidth, CHANNELS), new Lines(height, width, newWidth));
        float[] small = new float[newWidth * newHeight * CHANNELS]; // (newHeight, newWidth, 4)
        resample(narrow, small, new Axis(height, newHeight, newWidth * CHANNELS), Lines.columns(newWidth));
        return new AlphaImage(newWidth, newHeight, small);
    }

    /** {@code source} pixels become {@code target}, {@code step} samples apart. */
    private record Axis(int source, int target, int step) {}

    /** The lines along an axis: how many, and how many pixels from one to the next before and after. */
    private record Lines(int count, int sourceStep, int targetStep) {
        static Lines columns(int width) {
            return new Lines(width, 1, 1);
        }
    }

    private static void resample(float[] from, float[] to, Axis axis, Lines lines) {
        double scale = (double) axis.source() / axis.target();
        double reach = Math.max(1, scale);
        for (int i = 0; i < axis.target(); i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max(0, (int) Math.floor(centre - reach));
            int end = Math.min(axis.source(), (int) Math.ceil(centre + reach));
            float[] weights = triangle(first, end, centre, reach);
            for (int line = 0; line < lines.count(); line++) {
                int read = line * lines.sourceStep() * CHANNELS;
                int write = line * lines.targetStep() * CHANNELS + i * axis.step();
                for (int channel = 0; channel < CHANNELS; channel++) {
                    float sum = 0;
                    for (int k = first; k < end; k++) {
                        sum += weights[k - first] * from[read + k * axis.step() + channel];
                    }
                    to[write + channel] = sum;
                }
            }
        }
    }

    private static float[] triangle(int first, int end, double centre, double reach) {
        double[] exact = new double[end - first];
        double sum = 0;
        for (int k = 0; k < exact.length; k++) {
            exact[k] = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach);
            sum += exact[k];
        }
        float[] weights = new float[exact.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) (exact[k] / sum);
        }
        return weights;
    }
}
