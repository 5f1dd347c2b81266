package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BicubicResizeTest {
    @Test
    void resize_anyCrop_withinOneOfTheNaiveFloatTwin() {
        long seed = 9;
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            RgbImage image = Pictures.noise(1 + random.nextInt(60), 1 + random.nextInt(60), random);
            int x1 = random.nextInt(image.width());
            int y1 = random.nextInt(image.height());
            PixelBox crop = new PixelBox(
                    x1, y1, x1 + 1 + random.nextInt(image.width() - x1), y1 + 1 + random.nextInt(image.height() - y1));
            ImageSize size = new ImageSize(1 + random.nextInt(30), 1 + random.nextInt(30));

            RgbImage resized = BicubicResize.resize(image, crop, size);

            String description = "seed " + seed + ", round " + round + ", " + crop + " to " + size;
            assertThat(resized.size()).isEqualTo(size);
            assertCloseToTwin(resized, image, crop, size, description);
        }
    }

    @Test
    void resize_sizeAlreadyRight_justCutOut() {
        RgbImage image = Pictures.noise(10, 12, new Random(1));

        RgbImage cut = BicubicResize.resize(image, new PixelBox(2, 3, 8, 9), 6);

        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 6; x++) {
                assertThat(cut.sample(x, y, 1)).isEqualTo(image.sample(x + 2, y + 3, 1));
            }
        }
    }

    @Test
    void resize_flatPicture_staysFlat() {
        RgbImage resized = BicubicResize.resize(Pictures.flat(37, 5, 250), new PixelBox(0, 0, 37, 5), 16);

        for (int i = 0; i < 16 * 16 * 3; i++) {
            assertThat(resized.pixels().get(i) & 0xFF).isEqualTo(250);
        }
    }

    private static void assertCloseToTwin(
            RgbImage resized, RgbImage image, PixelBox crop, ImageSize size, String description) {
        double[][] columns = weights(crop.width(), size.width());
        double[][] rows = weights(crop.height(), size.height());
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double expected = naive(image, crop, rows[y], columns[x], channel);
                    assertThat(Math.abs(resized.sample(x, y, channel) - expected))
                            .as("%s, x %d, y %d, channel %d", description, x, y, channel)
                            .isLessThanOrEqualTo(1.2); // bytes between the passes: half a grey level each, stretched
                }
            }
        }
    }

    private static double naive(RgbImage image, PixelBox crop, double[] row, double[] column, int channel) {
        double sum = 0;
        for (int y = 0; y < crop.height(); y++) {
            double across = 0;
            for (int x = 0; x < crop.width(); x++) {
                across += column[x] * image.sample(crop.x1() + x, crop.y1() + y, channel);
            }
            sum += row[y] * Math.max(0, Math.min(255, across));
        }
        return Math.max(0, Math.min(255, sum));
    }

    /** The weight of every source pixel for every target pixel, {@code (target, source)}; no window, no fixed point. */
    private static double[][] weights(int source, int target) {
        double[][] weights = new double[target][source];
        double scale = (double) source / target;
        for (int i = 0; i < target; i++) {
            double sum = 0;
            for (int x = 0; x < source; x++) {
                weights[i][x] = keys((x + 0.5 - (i + 0.5) * scale) / Math.max(1, scale));
                sum += weights[i][x];
            }
            for (int x = 0; x < source; x++) {
                weights[i][x] /= sum;
            }
        }
        return weights;
    }

    /** Keys' cubic convolution kernel with a = -1/2, as published. */
    private static double keys(double signed) {
        double x = Math.abs(signed);
        if (x <= 1) {
            return 1.5 * x * x * x - 2.5 * x * x + 1;
        }
        return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
    }
}
