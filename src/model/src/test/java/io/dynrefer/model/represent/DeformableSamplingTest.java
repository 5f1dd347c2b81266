package io.dynrefer.model.represent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DeformableSamplingTest {
    private static final long SEED = 4;
    private static final int BATCH = 2;
    private static final int GROUP_CHANNELS = 3;

    /** How far the random offsets reach; 0 samples at whole cells. */
    private static final double[] REACHES = {0, 0.7, 6};

    @Test
    void forward_equalsTheNaiveTwin_overAGridOfShapes() {
        Random random = new Random(SEED);
        int compared = 0;
        for (int[] map : new int[][] {{4, 4}, {3, 6}, {7, 5}}) {
            for (int groups : new int[] {1, 2, 4}) {
                for (Preset.Alignment preset : presets(groups)) {
                    for (double reach : REACHES) {
                        compare(preset, map[0], map[1], reach, random);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(162);
    }

    private static Preset.Alignment[] presets(int groups) {
        int channels = groups * GROUP_CHANNELS;
        return new Preset.Alignment[] {
            new Preset.Alignment(channels, groups, 3, 1, 1, 1, 1, 3, 0),
            new Preset.Alignment(channels, groups, 3, 1, 1, 1, 2, 3, 1),
            new Preset.Alignment(channels, groups, 3, 2, 1, 1, 0.5, 3, 0),
            new Preset.Alignment(channels, groups, 3, 1, 2, 2, 1, 3, 1),
            new Preset.Alignment(channels, groups, 1, 1, 0, 1, 1, 3, 0),
            new Preset.Alignment(channels, groups, 5, 2, 2, 1, 1, 3, 0),
        };
    }

    private static void compare(Preset.Alignment preset, int height, int width, double reach, Random random) {
        int outputHeight = outputs(preset, height);
        int outputWidth = outputs(preset, width);
        float[] value = normal(random, BATCH * height * width * preset.channels(), 1);
        float[] offsetMask = normal(random, BATCH * outputHeight * outputWidth * preset.offsetMaskWidth(), reach);
        float[] actual = Inference.call(manager -> new DeformableSampling(preset, height, width)
                .forward(
                        manager.create(value, new Shape(BATCH, (long) height * width, preset.channels())),
                        manager.create(
                                offsetMask,
                                new Shape(BATCH, (long) outputHeight * outputWidth, preset.offsetMaskWidth())))
                .toFloatArray());
        float[] expected = new Naive(preset, value, offsetMask, height, width).sample();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("seed %d, %s, map %d x %d, reach %s, entry %d", SEED, preset, height, width, reach, i)
                    .isCloseTo(expected[i], Offset.offset(2e-4f * (1 + (float) reach)));
        }
    }

    private static int outputs(Preset.Alignment preset, int length) {
        return (length + 2 * preset.pad() - preset.dilation() * (preset.kernelSize() - 1) - 1) / preset.stride() + 1;
    }

    private static float[] normal(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    /** Point by point, corner by corner. */
    private record Naive(Preset.Alignment preset, float[] value, float[] offsetMask, int height, int width) {
        float[] sample() {
            int outputWidth = outputs(preset, width);
            int count = outputs(preset, height) * outputWidth;
            int groupChannels = preset.channels() / preset.group();
            float[] result = new float[BATCH * count * preset.channels()];
            for (int i = 0; i < result.length; i++) {
                int channel = i % preset.channels();
                int output = i / preset.channels() % count;
                int n = i / preset.channels() / count;
                int group = channel / groupChannels;
                int row = (n * count + output) * preset.offsetMaskWidth() + group * 3 * preset.points();
                result[i] = (float) point(n, output / outputWidth, output % outputWidth, channel, row);
            }
            return result;
        }

        private double point(int n, int outputRow, int outputColumn, int channel, int row) {
            int kernel = preset.kernelSize();
            double half = preset.dilation() * (kernel - 1) / 2;
            double sum = 0;
            int point = 0;
            for (int i = 0; i < kernel; i++) {
                for (int j = 0; j < kernel; j++) {
                    if (preset.removeCenter() == 1 && i == kernel / 2 && j == kernel / 2) {
                        continue;
                    }
                    double x = half
                            - preset.pad()
                            + outputColumn * preset.stride()
                            + preset.offsetScale() * (i * preset.dilation() - half + offsetMask[row + 2 * point]);
                    double y = half
                            - preset.pad()
                            + outputRow * preset.stride()
                            + preset.offsetScale() * (j * preset.dilation() - half + offsetMask[row + 2 * point + 1]);
                    sum += offsetMask[row + 2 * preset.points() + point] * bilinear(n, channel, y, x);
                    point++;
                }
            }
            return sum;
        }

        private double bilinear(int n, int channel, double y, double x) {
            if (y <= -1 || x <= -1 || y >= height || x >= width) {
                return 0;
            }
            int top = (int) Math.floor(y);
            int left = (int) Math.floor(x);
            double sum = 0;
            for (int r = Math.max(top, 0); r <= Math.min(top + 1, height - 1); r++) {
                for (int c = Math.max(left, 0); c <= Math.min(left + 1, width - 1); c++) {
                    double weight = (1 - Math.abs(y - r)) * (1 - Math.abs(x - c));
                    sum += weight * value[((n * height + r) * width + c) * preset.channels() + channel];
                }
            }
            return sum;
        }
    }
}
