package io.dynrefer.model.vision;

import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;

/** CLIP's pixel normalisation, in float32: {@code (pixel / 255 - mean) / std} per channel (METHOD 1). */
public final class ClipNormalization {
    private static final int CHANNELS = 3;
    private static final float BYTE = (float) (1.0 / 255);
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] STD = {0.26862954f, 0.26130258f, 0.27577711f};

    private ClipNormalization() {}

    /** The normalised channels, {@code (3, height, width)}. */
    public static float[] apply(RgbImage image) {
        int plane = image.width() * image.height();
        ByteBuffer pixels = image.pixels(); // (height, width, 3)
        float[] normalized = new float[CHANNELS * plane]; // (3, height, width)
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float value = (pixels.get(i * CHANNELS + channel) & 0xFF) * BYTE;
                normalized[channel * plane + i] = (value - MEAN[channel]) / STD[channel];
            }
        }
        return normalized;
    }
}
