package io.dynrefer.data.imports;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.BilinearSampler;
import io.dynrefer.views.PerceptualHash;

/**
 * What tells that two photos are nearly the same: perceptual hashes that differ in few bits, and then grey pictures of
 * 32 x 32 pixels that correlate above 0.95.
 */
final class NearCopies {
    private static final int SIDE = 32;
    private static final int SAMPLES = 7;
    private static final int GREATEST_DISTANCE = 10;
    private static final double LEAST_CORRELATION = 0.95;

    private NearCopies() {}

    /**
     * A photo's picture.
     *
     * @param grey {@code (32, 32)}, mean 0 and length 1; all 0 for a flat picture
     */
    record Picture(PerceptualHash hash, float[] grey) {
        static Picture of(RgbImage image) {
            PixelBox whole = new PixelBox(0, 0, image.width(), image.height());
            return new Picture(PerceptualHash.of(image, whole), grey(image, whole));
        }

        private static float[] grey(RgbImage image, PixelBox whole) {
            int width = SIDE * SAMPLES;
            float[] fine = BilinearSampler.resize(image, whole, width); // (width, width)
            float[] grey = new float[SIDE * SIDE]; // (SIDE, SIDE)
            double mean = 0;
            for (int i = 0; i < fine.length; i++) {
                grey[i / width / SAMPLES * SIDE + i % width / SAMPLES] += fine[i];
                mean += fine[i] / grey.length;
            }
            double square = 0;
            for (int i = 0; i < grey.length; i++) {
                grey[i] -= (float) mean;
                square += grey[i] * grey[i];
            }
            for (int i = 0; i < grey.length && square > 0; i++) {
                grey[i] /= (float) Math.sqrt(square);
            }
            return grey;
        }

        boolean isNearCopyOf(Picture other) {
            if (hash.hammingDistance(other.hash) > GREATEST_DISTANCE) {
                return false;
            }
            double correlation = 0;
            for (int i = 0; i < grey.length; i++) {
                correlation += grey[i] * other.grey[i];
            }
            return correlation > LEAST_CORRELATION;
        }
    }
}
