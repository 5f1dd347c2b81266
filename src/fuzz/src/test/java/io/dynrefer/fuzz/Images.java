package io.dynrefer.fuzz;

import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;

/** Reads bytes as an image of one format, so that none of them is refused for having another one. */
final class Images {
    /** Small enough that no image that is let in takes seconds. */
    private static final ImageReader READER = new ImageReader(new ImageLimits(1 << 20, 250_000));

    private Images() {}

    /** @param start first bytes of the format; minus one: any byte */
    static void read(byte[] data, int... start) throws Exception {
        byte[] image = data.clone();
        for (int i = 0; i < Math.min(start.length, image.length); i++) {
            image[i] = start[i] < 0 ? image[i] : (byte) start[i];
        }
        Refusals.only(() -> READER.read(image));
    }
}
