package io.dynrefer.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.vision.InvertedResidualNetwork.Maps;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.InvertedResidualSizes.Pixels;
import io.dynrefer.model.weights.InvertedResidualSizes.Stage;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvertedResidualNetworkTest {
    private static final InvertedResidualSizes SIZES = new InvertedResidualSizes(
            null,
            new Pixels(127, 128),
            4,
            List.of(new Stage(1, 3, 1, 3, 1, 2), new Stage(2, 5, 2, 5, 2, 0), new Stage(3, 6, 1, 3, 2, 4)),
            7,
            0,
            2,
            0);
    private static final double TOLERANCE = 1e-4;

    @Test
    void features_areThoseOfPlainLoops_forEvenAndOddSizes() {
        compareWithPlainLoops((network, size) -> network::forward);
    }

    @Test
    void fusedFeatures_areThoseOfPlainLoops_forEvenAndOddSizes() {
        compareWithPlainLoops(InvertedResidualNetwork::fused);
    }

    private static void compareWithPlainLoops(
            BiFunction<InvertedResidualNetwork, Integer, Function<NDArray, Maps>> way) {
        for (int size : new int[] {16, 18, 21}) {
            Map<String, float[]> drawn = new HashMap<>();
            double[][][] pixels = pixels(size);
            float[] actual = Inference.call(manager -> {
                InvertedResidualNetwork network = new InvertedResidualNetwork(Weights.of(drawing(drawn)), SIZES);
                return way.apply(network, size)
                        .apply(manager.create(flat(pixels), new Shape(1, 3, size, size)))
                        .features()
                        .toFloatArray();
            });
            float[] expected = flat(new NaiveInvertedResiduals(drawn).features(SIZES, pixels));
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).as("size %d, number %d", size, i).isCloseTo(expected[i], within((float)
                        TOLERANCE));
            }
        }
    }

    @Test
    void fusedMaps_areTheEagerOnes_whateverTheBatch_inAnyThread() {
        InvertedResidualNetwork network = new InvertedResidualNetwork(Weights.of(drawing(new HashMap<>())), SIZES);
        Function<NDArray, Maps> fused = network.fused(21);
        IntStream.of(1, 3, 2, 5, 1)
                .parallel()
                .forEach(batch -> Inference.call(manager -> {
                    float[] drawn = new float[batch * 3 * 21 * 21];
                    Random random = new Random(19); // the same everywhere: sums of other pixels round by up to 2e-4
                    for (int i = 0; i < drawn.length; i++) {
                        drawn[i] = 2 * random.nextFloat() - 1;
                    }
                    NDArray pixels = manager.create(drawn, new Shape(batch, 3, 21, 21));
                    assertClose(network.forward(pixels), fused.apply(pixels));
                    return null;
                }));
    }

    private static void assertClose(Maps expected, Maps actual) {
        assertThat(actual.stages()).hasSameSizeAs(expected.stages());
        for (int i = 0; i < expected.stages().size(); i++) {
            assertClose(expected.stages().get(i), actual.stages().get(i));
        }
        assertClose(expected.features(), actual.features());
    }

    private static void assertClose(NDArray expected, NDArray actual) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within((float) TOLERANCE));
    }

    @Test
    void thisMachine_runsFused_andRefusesOtherSizes() {
        InvertedResidualNetwork network = new InvertedResidualNetwork(Weights.of(drawing(new HashMap<>())), SIZES);
        Function<NDArray, Maps> fused = network.fused(16);
        assertThatThrownBy(() -> Inference.call(manager -> fused.apply(manager.zeros(new Shape(1, 3, 18, 18)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }

    @Test
    void normalize_followsTheSizes_channelByChannel() {
        RgbImage image = new RgbImage(new ImageSize(2, 1), new byte[] {0, (byte) 255, 51, 102, 0, 0});
        assertThat(normalized(Pixels.MOBILE_NET, image))
                .containsExactly(new float[] {-1, -0.2f, 1, -1, -0.6f, -1}, within(1e-6f));
        assertThat(normalized(new Pixels(127, 128), image))
                .containsExactly(
                        new float[] {-127 / 128f, -25 / 128f, 1, -127 / 128f, -76 / 128f, -127 / 128f}, within(0f));
    }

    private static float[] normalized(Pixels pixels, RgbImage image) {
        InvertedResidualSizes sizes = new InvertedResidualSizes(null, pixels, 1, List.of(), 1, 0, 1, 0);
        return Inference.call(manager -> new InvertedResidualNetwork(Weights.of(drawing(new HashMap<>())), sizes))
                .normalize(image);
    }

    /** Random weights for whatever is asked, remembered by name. */
    private static WeightSource drawing(Map<String, float[]> drawn) {
        return new WeightSource() {
            @Override
            public boolean contains(String name) {
                return true;
            }

            @Override
            public Shape shape(String name) {
                throw new UnsupportedOperationException(name);
            }

            @Override
            public NDArray array(String name, Shape expected) {
                Random random = new Random(name.hashCode());
                float[] values = new float[(int) expected.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                drawn.put(name, values);
                return Inference.newManager().create(values, expected);
            }

            @Override
            public Matrix matrix(String name, Shape expected) {
                return Matrix.of(array(name, expected));
            }
        };
    }

    private static double[][][] pixels(int size) {
        Random random = new Random(size);
        double[][][] pixels = new double[3][size][size];
        for (double[][] plane : pixels) {
            for (double[] row : plane) {
                for (int i = 0; i < size; i++) {
                    row[i] = (float) (2 * random.nextDouble() - 1);
                }
            }
        }
        return pixels;
    }

    private static float[] flat(double[][][] maps) {
        float[] flat = new float[maps.length * maps[0].length * maps[0][0].length];
        int next = 0;
        for (double[][] plane : maps) {
            for (double[] row : plane) {
                for (double value : row) {
                    flat[next++] = (float) value;
                }
            }
        }
        return flat;
    }
}
