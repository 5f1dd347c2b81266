package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.weights.Preset;

/**
 * The sampling of deformable convolution v4 (METHOD 3.3): every output point is a modulated sum of bilinear samples of
 * the map, at the kernel's points moved by learned offsets.
 *
 * <p>A bilinear sample is a product of one factor per axis, so the sum over a kernel is a matrix (output points, input
 * cells) per group, and the sampling one product with it; for the few groups of this model that is the fastest form.
 * The factors are built from the offset's distance to its floor: the more obvious {@code max(0, 1 - |distance|)} has no
 * gradient at whole numbers, where training starts.
 */
public final class DeformableSampling {
    private static final NDIndex X = new NDIndex("..., 0");
    private static final NDIndex Y = new NDIndex("..., 1");

    private final Preset.Alignment preset;
    private final int height;
    private final int width;
    private final int outputHeight;
    private final int outputWidth;
    private final int points; // of a kernel
    private final NDIndex usedPart;
    private final NDIndex offsetPart;
    private final NDIndex modulationPart;

    /**
     * @param height cells of the map
     * @param width cells of the map
     */
    public DeformableSampling(Preset.Alignment preset, int height, int width) {
        this.preset = preset;
        this.height = height;
        this.width = width;
        this.outputHeight = outputLength(height);
        this.outputWidth = outputLength(width);
        this.points = preset.points();
        this.usedPart = new NDIndex("..., :" + 3 * preset.group() * points);
        this.offsetPart = new NDIndex("..., :" + 2 * points);
        this.modulationPart = new NDIndex("..., " + 2 * points + ":");
    }

    private int outputLength(int length) {
        int kernel = preset.dilation() * (preset.kernelSize() - 1) + 1;
        return (length + 2 * preset.pad() - kernel) / preset.stride() + 1;
    }

    /**
     * Samples the map.
     *
     * @param value (n, h*w, channels)
     * @param offsetMask (n, output points, {@link Preset.Alignment#offsetMaskWidth}): per group x0, y0, x1, y1, … in
     *     cells, then the modulations; points column by column
     * @return (n, output points, channels)
     */
    public NDArray forward(NDArray value, NDArray offsetMask) {
        long n = value.getShape().get(0);
        int groups = preset.group();
        long outputs = (long) outputHeight * outputWidth;
        NDArray used = offsetMask.get(usedPart).reshape(n, outputs, groups, 3L * points);
        NDArray offsets = used.get(offsetPart).reshape(n, outputs, groups, points, 2);
        NDArray modulation = used.get(modulationPart); // (n, outputs, groups, points)
        NDArray anchors = anchors(value.getManager()); // (1, outputs, 1, points, 2)
        NDArray positions =
                Numbers.times(offsets, preset.offsetScale()).add(anchors); // (n, outputs, groups, points, 2)
        NDArray horizontal = factors(positions.get(X), width); // (n, outputs, groups, points, w)
        NDArray vertical = factors(positions.get(Y), height).mul(modulation.expandDims(4)); // (…, points, h)
        NDArray weights = vertical.transpose(0, 2, 1, 4, 3)
                .matMul(horizontal.transpose(0, 2, 1, 3, 4)) // (n, groups, outputs, h, w)
                .reshape(n, groups, outputs, (long) height * width);
        long groupChannels = value.getShape().get(2) / groups;
        NDArray grouped = value.reshape(n, (long) height * width, groups, groupChannels)
                .transpose(0, 2, 1, 3); // (n, groups, h*w, groupChannels)
        return weights.matMul(grouped).transpose(0, 2, 1, 3).reshape(n, outputs, groups * groupChannels);
    }

    /** Where the kernel's points lie without offsets, x and y in cells: (1, outputs, 1, points, 2). */
    private NDArray anchors(NDManager manager) {
        int kernel = preset.kernelSize();
        int half = preset.dilation() * (kernel - 1) / 2;
        float[] anchors = new float[outputHeight * outputWidth * points * 2];
        int next = 0;
        for (int output = 0; output < outputHeight * outputWidth; output++) {
            float x = half - preset.pad() + output % outputWidth * preset.stride();
            float y = half - preset.pad() + output / outputWidth * preset.stride();
            for (int point = 0; point < kernel * kernel; point++) {
                if (preset.removeCenter() == 1 && point == kernel * kernel / 2) {
                    continue;
                }
                anchors[next++] = x + (float) preset.offsetScale() * (point / kernel * preset.dilation() - half);
                anchors[next++] = y + (float) preset.offsetScale() * (point % kernel * preset.dilation() - half);
            }
        }
        return manager.create(anchors, new Shape(1, (long) outputHeight * outputWidth, 1, points, 2));
    }

    /**
     * Linear interpolation along one axis as weights; cells outside the map weigh nothing.
     *
     * @param positions (n, outputs, groups, points) in cells
     * @return (n, outputs, groups, points, length)
     */
    private static NDArray factors(NDArray positions, int length) {
        NDArray low = positions.stopGradient().floor();
        NDArray fraction = positions.sub(low).expandDims(4); // (n, outputs, groups, points, 1)
        NDArray distance = positions
                .getManager()
                .arange(0f, length, 1f)
                .sub(low.expandDims(4)); // (n, outputs, groups, points, length)
        NDArray isLow = distance.eq(0f).toType(DataType.FLOAT32, false);
        NDArray isHigh = distance.eq(1f).toType(DataType.FLOAT32, false);
        return isLow.mul(fraction.neg().add(1f)).add(isHigh.mul(fraction));
    }
}
