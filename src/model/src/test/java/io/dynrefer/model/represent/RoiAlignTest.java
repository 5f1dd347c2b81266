package io.dynrefer.model.represent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RoiAlignTest {
    private static final long SEED = 99;
    private static final int CHANNELS = 3;

    @Test
    void forward_equalsTheNaiveTwin_overAGridOfShapes() {
        Random random = new Random(SEED);
        int compared = 0;
        for (int[] map : new int[][] {{4, 4}, {16, 16}, {5, 9}, {1, 1}, {2, 7}}) {
            for (int outputs : new int[] {1, 3, 4}) {
                for (int samples : new int[] {1, 2, 3}) {
                    for (double scale : new double[] {1 / 14.0, 0.25, 1}) {
                        Preset.RoiAlign preset = new Preset.RoiAlign(outputs, scale, samples);
                        compare(preset, map[0], map[1], random);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(135);
    }

    private static void compare(Preset.RoiAlign preset, int height, int width, Random random) {
        List<Box> boxes = boxes(width / preset.spatialScale(), height / preset.spatialScale(), random);
        float[] features = new float[boxes.size() * height * width * CHANNELS];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] actual = Inference.call(manager -> new RoiAlign(preset, height, width)
                .forward(manager.create(features, new Shape(boxes.size(), (long) height * width, CHANNELS)), boxes)
                .toFloatArray());
        float[] expected = naive(preset, features, boxes, height, width);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("seed %d, %s, map %d x %d, entry %d", SEED, preset, height, width, i)
                    .isCloseTo(expected[i], Offset.offset(1e-4f));
        }
    }

    /** The whole map, empty, a sliver, partly and far outside, whole cells, and anything. */
    private static List<Box> boxes(double width, double height, Random random) {
        List<Box> boxes = new ArrayList<>(List.of(
                new Box(0, 0, width, height),
                new Box(width / 2, height / 2, width / 2, height / 2),
                new Box(width / 3, 0, width / 3 + 0.1, height),
                new Box(-width / 2, -height, width / 2, height * 1.5),
                new Box(width * 2, height * 3, width * 4, height * 4)));
        for (int i = 0; i < 5; i++) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * height;
            boxes.add(new Box(x, y, x + random.nextDouble() * width, y + random.nextDouble() * height));
        }
        return boxes;
    }

    private static float[] naive(Preset.RoiAlign preset, float[] features, List<Box> boxes, int height, int width) {
        int size = preset.outputSize();
        int samples = preset.samplingRatio();
        float[] result = new float[boxes.size() * size * size * CHANNELS];
        for (int n = 0; n < boxes.size(); n++) {
            double x1 = boxes.get(n).x1() * preset.spatialScale();
            double y1 = boxes.get(n).y1() * preset.spatialScale();
            double cellWidth = Math.max(boxes.get(n).x2() * preset.spatialScale() - x1, 1) / size;
            double cellHeight = Math.max(boxes.get(n).y2() * preset.spatialScale() - y1, 1) / size;
            for (int cell = 0; cell < size * size; cell++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double sum = 0;
                    for (int sample = 0; sample < samples * samples; sample++) {
                        double y = y1 + cell / size * cellHeight + (sample / samples + 0.5) * cellHeight / samples;
                        double x = x1 + cell % size * cellWidth + (sample % samples + 0.5) * cellWidth / samples;
                        sum += bilinear(features, n, channel, y, x, height, width);
                    }
                    result[(n * size * size + cell) * CHANNELS + channel] = (float) (sum / (samples * samples));
                }
            }
        }
        return result;
    }

    private static double bilinear(float[] features, int n, int channel, double y, double x, int height, int width) {
        if (y < -1 || y > height || x < -1 || x > width) {
            return 0;
        }
        double clampedY = Math.min(Math.max(y, 0), height - 1);
        double clampedX = Math.min(Math.max(x, 0), width - 1);
        int top = (int) clampedY;
        int left = (int) clampedX;
        double sum = 0;
        for (int row = top; row <= Math.min(top + 1, height - 1); row++) {
            for (int column = left; column <= Math.min(left + 1, width - 1); column++) {
                double weight = (1 - Math.abs(clampedY - row)) * (1 - Math.abs(clampedX - column));
                sum += weight * features[((n * height + row) * width + column) * CHANNELS + channel];
            }
        }
        return sum;
    }
}
