package io.dynrefer.model.vision;

import io.dynrefer.model.weights.InvertedResidualSizes;
import java.util.Map;
import java.util.Objects;

/**
 * Inverted residual blocks in plain loops, as TensorFlow defines its convolutions. Maps are
 * {@code [channel][row][column]}.
 */
final class NaiveInvertedResiduals {
    private final Map<String, float[]> weights;

    NaiveInvertedResiduals(Map<String, float[]> weights) {
        this.weights = weights;
    }

    /** The last convolution's features. */
    double[][][] features(InvertedResidualSizes sizes, double[][][] pixels) {
        double[][][] map = convolution("stem", pixels, sizes.stem(), 3, 2, false, true);
        int number = 0;
        for (InvertedResidualSizes.Stage stage : sizes.stages()) {
            for (int i = 0; i < stage.repeats(); i++) {
                String name = "blocks." + number++;
                double[][][] hidden = stage.expansion() == 1
                        ? map
                        : convolution(name + ".expand", map, map.length * stage.expansion(), 1, 1, false, true);
                int stride = i == 0 ? stage.stride() : 1;
                hidden = convolution(name + ".depthwise", hidden, hidden.length, stage.kernel(), stride, true, true);
                double[][][] output = convolution(name + ".project", hidden, stage.channels(), 1, 1, false, false);
                if (stride == 1 && output.length == map.length) {
                    add(output, map);
                }
                map = output;
            }
        }
        return convolution("features", map, sizes.features(), 1, 1, false, true);
    }

    private double[][][] convolution(
            String name, double[][][] input, int outputs, int kernel, int stride, boolean depthwise, boolean bounded) {
        int height = (input[0].length + stride - 1) / stride;
        int width = (input[0][0].length + stride - 1) / stride;
        int top = Math.max((height - 1) * stride + kernel - input[0].length, 0) / 2;
        int left = Math.max((width - 1) * stride + kernel - input[0][0].length, 0) / 2;
        double[][][] output = new double[outputs][height][width];
        for (int out = 0; out < outputs; out++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = weight(name + ".bias")[out];
                    int inputs = depthwise ? 1 : input.length;
                    for (int in = 0; in < inputs; in++) {
                        for (int y = 0; y < kernel; y++) {
                            for (int x = 0; x < kernel; x++) {
                                int place = ((out * inputs + in) * kernel + y) * kernel + x;
                                double[][] plane = input[depthwise ? out : in];
                                sum += weight(name + ".weight")[place]
                                        * at(plane, row * stride + y - top, column * stride + x - left);
                            }
                        }
                    }
                    output[out][row][column] = bounded ? Math.min(Math.max(sum, 0), 6) : sum;
                }
            }
        }
        return output;
    }

    private float[] weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    private static double at(double[][] plane, int row, int column) {
        boolean inside = row >= 0 && row < plane.length && column >= 0 && column < plane[0].length;
        return inside ? plane[row][column] : 0;
    }

    private static void add(double[][][] target, double[][][] added) {
        for (int channel = 0; channel < target.length; channel++) {
            for (int row = 0; row < target[0].length; row++) {
                for (int column = 0; column < target[0][0].length; column++) {
                    target[channel][row][column] += added[channel][row][column];
                }
            }
        }
    }
}
