package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import java.util.List;

/**
 * RoIAlign with {@code aligned = false} (METHOD 3.2): the average of bilinear samples on a regular grid inside a box.
 *
 * <p>Every output cell is a weighted sum of input cells, the weights a product of one factor per axis; so a box is one
 * matrix (output cells, input cells), made here, and the resampling of all channels one product with it.
 */
final class RoiAlign {
    private final Preset.RoiAlign preset;
    private final int height;
    private final int width;

    /**
     * @param height cells of the feature map
     * @param width cells of the feature map
     */
    RoiAlign(Preset.RoiAlign preset, int height, int width) {
        this.preset = preset;
        this.height = height;
        this.width = width;
    }

    /**
     * Resamples each map inside its box.
     *
     * @param features (n, h*w, channels)
     * @param boxes n boxes in pixels of the view
     * @return (n, outputSize * outputSize, channels)
     */
    NDArray forward(NDArray features, List<Box> boxes) {
        return weights(features.getManager(), boxes).matMul(features);
    }

    private NDArray weights(NDManager manager, List<Box> boxes) {
        int size = preset.outputSize();
        float[] weights = new float[boxes.size() * size * size * height * width]; // (n, size, size, h, w)
        int next = 0;
        for (Box box : boxes) {
            float[] vertical = axis((float) box.y1(), (float) box.y2(), height); // (size, h)
            float[] horizontal = axis((float) box.x1(), (float) box.x2(), width); // (size, w)
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    for (int y = 0; y < height; y++) {
                        float factor = vertical[row * height + y];
                        for (int x = 0; x < width; x++) {
                            weights[next++] = factor * horizontal[column * width + x];
                        }
                    }
                }
            }
        }
        return manager.create(weights, new Shape(boxes.size(), (long) size * size, (long) height * width));
    }

    /** The weight of each cell of one axis for each output cell: (outputSize, length). */
    private float[] axis(float startPixel, float endPixel, int length) {
        int outputs = preset.outputSize();
        int samples = preset.samplingRatio();
        float scale = (float) preset.spatialScale();
        float start = startPixel * scale;
        float extent = Math.max(endPixel * scale - start, 1f);
        float cell = extent / outputs;
        float[] weights = new float[outputs * length];
        for (int output = 0; output < outputs; output++) {
            for (int sample = 0; sample < samples; sample++) {
                float position = start + output * cell + (sample + 0.5f) * cell / samples;
                addSample(weights, output * length, position, length);
            }
        }
        return weights;
    }

    /** Adds a bilinear sample: nothing beyond one cell outside, the border cell within it. */
    private void addSample(float[] weights, int offset, float position, int length) {
        if (position < -1 || position > length) {
            return;
        }
        float clamped = Math.min(Math.max(position, 0), length - 1);
        int low = (int) clamped;
        int high = Math.min(low + 1, length - 1);
        float fraction = clamped - low;
        weights[offset + low] += (1 - fraction) / preset.samplingRatio();
        weights[offset + high] += fraction / preset.samplingRatio();
    }
}
