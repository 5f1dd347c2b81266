package io.dynrefer.research.benchmarks;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.util.Random;

/** Pictures to measure on: seeded noise, which no kernel can take a short cut through. */
final class Pictures {
    private Pictures() {}

    static RgbImage noise(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        new Random(7).nextBytes(pixels);
        return new RgbImage(new ImageSize(width, height), pixels);
    }
}
