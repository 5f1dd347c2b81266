package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The encoded images of {@code src/test/resources/images}, named {@code format-kind}, and what Pillow 12.3 reads from
 * them ({@code expected}), upright and laid on white. They show the cat of {@code examples}, at 40x30.
 */
final class EncodedFixtures {
    private EncodedFixtures() {}

    /** The file names. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read by the platform, not by the reader under test: the expected images are plain 8-bit RGB. */
    static RgbImage expected(String name) {
        String stem = name.substring(0, name.lastIndexOf('.'));
        try {
            BufferedImage image =
                    ImageIO.read(folder().resolve("expected/" + stem + ".png").toFile());
            byte[] pixels = new byte[image.getWidth() * image.getHeight() * 3]; // (height, width, 3)
            for (int i = 0; i < pixels.length / 3; i++) {
                int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
                pixels[3 * i] = (byte) (rgb >> 16);
                pixels[3 * i + 1] = (byte) (rgb >> 8);
                pixels[3 * i + 2] = (byte) rgb;
            }
            return new RgbImage(new ImageSize(image.getWidth(), image.getHeight()), pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(EncodedFixtures.class.getResource("/images").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
