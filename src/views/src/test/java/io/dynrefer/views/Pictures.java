package io.dynrefer.views;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.util.Arrays;
import java.util.Random;

/** Pictures for tests. */
final class Pictures {
    private Pictures() {}

    /** Every sample drawn at random. */
    static RgbImage noise(int width, int height, Random random) {
        byte[] pixels = new byte[width * height * 3];
        random.nextBytes(pixels);
        return new RgbImage(new ImageSize(width, height), pixels);
    }

    /** One grey everywhere. */
    static RgbImage flat(int width, int height, int grey) {
        byte[] pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) grey);
        return new RgbImage(new ImageSize(width, height), pixels);
    }
}
