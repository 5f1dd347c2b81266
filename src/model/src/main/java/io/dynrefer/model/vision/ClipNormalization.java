package io.dynrefer.model.vision;

import io.dynrefer.region.RgbImage;

/** CLIP's pixel normalisation, in float32: {@code (pixel / 255 - mean) / std} per channel (METHOD 1). */
public final class ClipNormalization {
    private static final float BYTE = (float) (1.0 / 255);
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] STD = {0.26862954f, 0.26130258f, 0.27577711f};
    private static final PixelTable TABLE =
            new PixelTable((channel, value) -> (value * BYTE - MEAN[channel]) / STD[channel]);

    private ClipNormalization() {}

    /** The normalised channels, {@code (3, height, width)}. */
    public static float[] apply(RgbImage image) {
        return TABLE.apply(image);
    }
}
