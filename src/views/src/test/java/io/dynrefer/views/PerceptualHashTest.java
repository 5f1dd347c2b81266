package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    @Test
    void of_flatPicture_onlyTheFirstBit() {
        PerceptualHash hash = PerceptualHash.of(Pictures.flat(9, 7, 100), new PixelBox(0, 0, 9, 7));

        assertThat(hash.toString()).isEqualTo("1" + "0".repeat(63));
    }

    @Test
    void of_cropsThatShareTheirImagesGrey_equalsTheNaiveTwinBitForBit() {
        long seed = 24;
        Random random = new Random(seed);
        RgbImage image = Pictures.noise(311, 233, random);
        ImageHashes hashes = new ImageHashes(image);
        for (int i = 0; i < 40; i++) {
            int x = random.nextInt(310);
            int y = random.nextInt(232);
            PixelBox crop = new PixelBox(x, y, x + 1 + random.nextInt(310 - x), y + 1 + random.nextInt(232 - y));
            assertThat(hashes.of(crop)).as("seed %d, %s", seed, crop).isEqualTo(naive(image, crop));
            assertThat(PerceptualHash.of(image, crop)).isEqualTo(hashes.of(crop));
        }
        PixelBox whole = new PixelBox(0, 0, 311, 233);
        assertThat(hashes.of(whole)).isSameAs(hashes.of(whole)).isEqualTo(naive(image, whole));
    }

    /** Sample by sample, frequency by frequency, in the order that the floats of METHOD 2 are added in. */
    private static PerceptualHash naive(RgbImage image, PixelBox crop) {
        double[][] coefficients = new double[8][8];
        double mean = 0;
        for (int k = 0; k < 8; k++) {
            double[] vertical = new double[224];
            for (int y = 0; y < 224; y++) {
                for (int x = 0; x < 224; x++) {
                    vertical[x] += cosine(k, y) * sample(image, crop, x, y);
                }
            }
            for (int j = 0; j < 8; j++) {
                for (int x = 0; x < 224; x++) {
                    coefficients[k][j] += vertical[x] * cosine(j, x);
                }
                mean += coefficients[k][j] / 64;
            }
        }
        long bits = 0;
        for (double[] row : coefficients) {
            for (double coefficient : row) {
                bits = (bits << 1) | (coefficient > mean ? 1 : 0);
            }
        }
        return new PerceptualHash(bits);
    }

    private static double cosine(int frequency, int place) {
        return Math.sqrt((frequency == 0 ? 1.0 : 2.0) / 224) * Math.cos(Math.PI * (2 * place + 1) * frequency / 448.0);
    }

    private static float sample(RgbImage image, PixelBox crop, int x, int y) {
        float acrossAt = (float) ((x + 0.5) * ((double) crop.width() / 224) - 0.5);
        float downAt = (float) ((y + 0.5) * ((double) crop.height() / 224) - 0.5);
        int left = Math.max(0, Math.min(crop.width() - 1, (int) Math.floor(acrossAt)));
        int top = Math.max(0, Math.min(crop.height() - 1, (int) Math.floor(downAt)));
        int right = Math.min(crop.width() - 1, left + 1);
        int bottom = Math.min(crop.height() - 1, top + 1);
        float across = left == right || acrossAt < 0 ? 0 : acrossAt - left;
        float down = top == bottom || downAt < 0 ? 0 : downAt - top;
        float above = grey(image, crop, left, top) * (1 - across) + grey(image, crop, right, top) * across;
        float below = grey(image, crop, left, bottom) * (1 - across) + grey(image, crop, right, bottom) * across;
        return above * (1 - down) + below * down;
    }

    private static int grey(RgbImage image, PixelBox crop, int x, int y) {
        int[] colors = new int[3];
        for (int channel = 0; channel < 3; channel++) {
            colors[channel] = image.sample(crop.x1() + x, crop.y1() + y, channel);
        }
        return BilinearSampler.grey(colors[0], colors[1], colors[2]);
    }

    @Test
    void hammingDistance_countsDifferingBits() {
        PerceptualHash hash = new PerceptualHash(0b1011);

        assertThat(hash.hammingDistance(hash)).isZero();
        assertThat(hash.hammingDistance(new PerceptualHash(0b0110))).isEqualTo(3);
        assertThat(hash.hammingDistance(new PerceptualHash(~0b1011L))).isEqualTo(64);
    }

    @Test
    void toString_leadingZeros_kept() {
        assertThat(new PerceptualHash(1).toString()).isEqualTo("0".repeat(63) + "1");
    }
}
