package io.dynrefer.research.benchmarks;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.ViewGenerator;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One crop resized to 224 x 224: ours (antialiased, bit-equal to Pillow) against Java 2D's bicubic, the baseline, which
 * reads 16 pixels per output pixel whatever the reduction and so aliases.
 */
public class CropBenchmark extends PixelBenchmark {
    private static final int SIZE = 224;

    private final RgbImage picture = Pictures.noise(1200, 800);
    private final PixelBox crop = new PixelBox(100, 50, 1000, 700);
    private final ViewGenerator generator = new ViewGenerator(3, SIZE);
    private final BufferedImage buffered = buffered(picture);

    /** The views module's resize. */
    @Benchmark
    public RgbImage ours() {
        return generator.crop(picture, crop);
    }

    /** {@code Graphics2D.drawImage} with bicubic interpolation. */
    @Benchmark
    public BufferedImage baselineJava2d() {
        BufferedImage target = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(buffered, 0, 0, SIZE, SIZE, crop.x1(), crop.y1(), crop.x2(), crop.y2(), null);
        graphics.dispose();
        return target;
    }

    private static BufferedImage buffered(RgbImage picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.setRGB(
                        x, y, picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2));
            }
        }
        return image;
    }
}
