package io.dynrefer.research.scenes.composites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AlphaImageTest {
    private static AlphaImage random(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return AlphaImage.of(image);
    }

    /** One sample of the resized image, straight from the definition: weights of both axes over every pixel. */
    private static double naive(AlphaImage image, int width, int height, int x, int y, int channel) {
        double scaleX = (double) image.width() / width;
        double scaleY = (double) image.height() / height;
        double sum = 0;
        double weights = 0;
        for (int v = 0; v < image.height(); v++) {
            for (int u = 0; u < image.width(); u++) {
                double right = Math.abs(u + 0.5 - (x + 0.5) * scaleX) / Math.max(1, scaleX);
                double down = Math.abs(v + 0.5 - (y + 0.5) * scaleY) / Math.max(1, scaleY);
                double weight = Math.max(0, 1 - right) * Math.max(0, 1 - down);
                sum += weight * image.sample(u, v, channel);
                weights += weight;
            }
        }
        return sum / weights;
    }

    @Test
    void resized_equalsItsDefinition() {
        int[][] sizes = {{7, 5}, {20, 3}, {5, 17}, {13, 9}, {1, 1}};
        AlphaImage image = random(13, 9, 4);
        for (int[] size : sizes) {
            AlphaImage resized = image.resized(size[0], size[1]);
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    for (int channel = 0; channel < 4; channel++) {
                        assertThat((double) resized.sample(x, y, channel))
                                .as("%dx%d at %d,%d", size[0], size[1], x, y)
                                .isCloseTo(naive(image, size[0], size[1], x, y, channel), within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void of_premultiplies() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80FF0033);
        AlphaImage read = AlphaImage.of(image);
        assertThat((double) read.alpha(0, 0)).isCloseTo(128 / 255.0, within(1e-6));
        assertThat((double) read.sample(0, 0, 0)).isCloseTo(128 / 255.0, within(1e-6));
        assertThat((double) read.sample(0, 0, 2)).isCloseTo(0.2 * 128 / 255.0, within(1e-6));
    }

    @Test
    void mirrored_reversesEachRow() {
        AlphaImage image = random(5, 2, 9);
        AlphaImage mirror = image.mirrored();
        for (int x = 0; x < 5; x++) {
            assertThat(mirror.sample(x, 1, 1)).isEqualTo(image.sample(4 - x, 1, 1));
        }
    }
}
