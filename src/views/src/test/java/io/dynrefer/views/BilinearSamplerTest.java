package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BilinearSamplerTest {
    @Test
    void grey_ends_areBlackAndWhite() {
        assertThat(BilinearSampler.grey(0, 0, 0)).isZero();
        assertThat(BilinearSampler.grey(255, 255, 255)).isEqualTo(255);
        assertThat(BilinearSampler.grey(255, 0, 0)).isEqualTo(76);
    }

    @Test
    void resize_anyCrop_equalsTheNaiveTwin() {
        long seed = 21;
        Random random = new Random(seed);
        RgbImage image = Pictures.noise(40, 30, random);
        for (PixelBox crop : new PixelBox[] {
            new PixelBox(0, 0, 40, 30), new PixelBox(7, 3, 8, 4), new PixelBox(5, 2, 39, 5), new PixelBox(39, 0, 40, 30)
        }) {
            float[] resized = BilinearSampler.resize(image, crop, 17);
            for (int y = 0; y < 17; y++) {
                for (int x = 0; x < 17; x++) {
                    assertThat((double) resized[y * 17 + x])
                            .as("seed %d, %s, x %d, y %d", seed, crop, x, y)
                            .isCloseTo(naive(image, crop, 17, x, y), within(1e-3));
                }
            }
        }
    }

    /** The sum over the four nearest pixels, coordinates clamped to the crop. */
    private static double naive(RgbImage image, PixelBox crop, int size, int x, int y) {
        double sourceX = (x + 0.5) * crop.width() / size - 0.5;
        double sourceY = (y + 0.5) * crop.height() / size - 0.5;
        double sum = 0;
        for (int column = (int) Math.floor(sourceX); column <= Math.floor(sourceX) + 1; column++) {
            for (int row = (int) Math.floor(sourceY); row <= Math.floor(sourceY) + 1; row++) {
                double weight = (1 - Math.abs(sourceX - column)) * (1 - Math.abs(sourceY - row));
                int px = crop.x1() + Math.max(0, Math.min(crop.width() - 1, column));
                int py = crop.y1() + Math.max(0, Math.min(crop.height() - 1, row));
                sum += weight
                        * BilinearSampler.grey(
                                image.sample(px, py, 0), image.sample(px, py, 1), image.sample(px, py, 2));
            }
        }
        return sum;
    }
}
