package io.dynrefer.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.NamedWeights;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitNetworkTest {
    @Test
    void halves_oneAfterTheOther_areTheWhole() {
        Preset preset = Preset.named("dynrefer-photo");
        int size = preset.imageSize();
        float[] pixels = new float[2 * 3 * size * size];
        Random random = new Random(4);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        try (NamedWeights weights = new NamedWeights()) {
            List<float[]> both = Inference.call(manager -> {
                ViewNetwork network = ViewNetwork.of(Weights.of(tame(weights)), preset);
                SplitNetwork halves = SplitNetwork.of(network);
                NDArray views = manager.create(pixels, new Shape(2, 3, size, size));
                NDArray fine = halves.fineHalf(views);
                assertThat(fine.getShape())
                        .isEqualTo(new Shape(2, (long) preset.grid() * preset.grid(), halves.fineWidth()));
                return List.of(
                        network.forward(views).toFloatArray(),
                        halves.coarseHalf(fine).toFloatArray());
            });
            assertThat(both.get(1)).hasSameSizeAs(both.get(0));
            double furthest = IntStream.range(0, both.get(0).length)
                    .mapToDouble(i -> Math.abs(both.get(0)[i] - both.get(1)[i]))
                    .max()
                    .orElseThrow();
            assertThat(furthest).isLessThan(0.01); // of numbers of variance one, behind fused and plain convolutions
        }
    }

    /**
     * The same divided by the root of how many numbers are added up: what goes in is about as large as what comes out.
     */
    private static WeightSource tame(NamedWeights weights) {
        return new WeightSource() {
            @Override
            public boolean contains(String name) {
                return weights.contains(name);
            }

            @Override
            public Shape shape(String name) {
                return weights.shape(name);
            }

            @Override
            public NDArray array(String name, Shape expected) {
                double added = (double) expected.size() / expected.get(0);
                NDArray scaled = weights.array(name, expected).div(Math.sqrt(added));
                NDScope.unregister(scaled);
                return scaled;
            }

            @Override
            public Matrix matrix(String name, Shape expected) {
                return Matrix.of(array(name, expected));
            }
        };
    }

    @Test
    void coarseTensors_areTheLastRepeatedBlockAndAllBehindIt() {
        Preset preset = Preset.named("dynrefer-photo");
        try (NamedWeights weights = new NamedWeights()) {
            List<String> tensors = Inference.call(manager ->
                    SplitNetwork.of(ViewNetwork.of(Weights.of(weights), preset)).coarseTensors());
            assertThat(tensors)
                    .containsExactlyInAnyOrder(
                            "visual_encoder.blocks.14.",
                            "visual_encoder.blocks.15.",
                            "visual_encoder.features.",
                            "visual_encoder.class_token.",
                            "visual_encoder.context.",
                            "visual_encoder.levels.5.",
                            "visual_encoder.levels.6.",
                            "visual_encoder.levels.features.");
        }
    }

    @Test
    void of_aTransformer_isRefused() {
        Preset preset = Preset.named("tiny");
        try (NamedWeights weights = new NamedWeights()) {
            Inference.call(manager -> {
                ViewNetwork network = ViewNetwork.of(Weights.of(weights), preset);
                assertThatThrownBy(() -> SplitNetwork.of(network))
                        .isInstanceOf(DynReferException.class)
                        .hasMessageContaining("inverted_residual");
                return null;
            });
        }
    }
}
