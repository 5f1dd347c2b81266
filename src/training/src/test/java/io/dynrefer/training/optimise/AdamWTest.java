package io.dynrefer.training.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Recording;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are {@link Twin}'s: the update rule that PyTorch's documentation of {@code torch.optim.AdamW}
 * gives, written out in double precision after {@code clip_grad_norm_}. No PyTorch was run to make them.
 */
class AdamWTest {
    private static final long SEED = 5;
    private static final int STEPS = 4;

    /** PyTorch's AdamW by its formula, one number at a time. */
    private static final class Twin {
        private final AdamW.Settings settings;
        private final double[] weight;
        private final double[] mean;
        private final double[] square;
        private final double decay;

        Twin(AdamW.Settings settings, float[] start, boolean decays) {
            this.settings = settings;
            this.weight = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                weight[i] = start[i];
            }
            this.mean = new double[start.length];
            this.square = new double[start.length];
            this.decay = decays ? settings.weightDecay() : 0;
        }

        void step(int t, double rate, double[] gradient) {
            for (int i = 0; i < weight.length; i++) {
                weight[i] -= rate * decay * weight[i];
                mean[i] = settings.beta1() * mean[i] + (1 - settings.beta1()) * gradient[i];
                square[i] = settings.beta2() * square[i] + (1 - settings.beta2()) * gradient[i] * gradient[i];
                double unbiasedMean = mean[i] / (1 - Math.pow(settings.beta1(), t));
                double unbiasedSquare = square[i] / (1 - Math.pow(settings.beta2(), t));
                weight[i] -= rate * unbiasedMean / (Math.sqrt(unbiasedSquare) + settings.epsilon());
            }
        }
    }

    @Test
    void step_smallGradients_equalsPyTorch() {
        compare(new AdamW.Settings(0.9, 0.999, 1e-8, 0.05, 1000), 1, 1);
    }

    @Test
    void step_largeEpsilon_equalsPyTorch() {
        compare(new AdamW.Settings(0.8, 0.95, 0.1, 0.3, 1000), 1, 1);
    }

    @Test
    void step_gradientsBeyondTheNorm_areScaledDown() {
        compare(new AdamW.Settings(0.9, 0.999, 1e-3, 0.05, 0.5), 1, 100);
    }

    @Test
    void step_severalPasses_countsTheirMean() {
        compare(new AdamW.Settings(0.9, 0.999, 1e-3, 0.05, 0.5), 3, 1);
    }

    private static void compare(AdamW.Settings settings, int passes, float size) {
        Random random = new Random(SEED);
        try (NDManager manager = Inference.newManager()) {
            Map<String, NDArray> weights = new LinkedHashMap<>();
            weights.put("layer.weight", weight(manager, random, 3, 4));
            weights.put("layer.bias", weight(manager, random, 4));
            weights.put("table_bias.weight", weight(manager, random, 2, 2));
            Map<String, Twin> twins = new LinkedHashMap<>();
            weights.forEach((name, weight) ->
                    twins.put(name, new Twin(settings, weight.toFloatArray(), name.equals("layer.weight"))));
            try (AdamW optimiser = new AdamW(weights, settings, name -> 1)) {
                for (int t = 1; t <= STEPS; t++) {
                    step(optimiser, weights, twins, random, t, passes, size);
                }
                assertThat(optimiser.updates()).isEqualTo(STEPS);
            }
        }
    }

    private static void step(
            AdamW optimiser,
            Map<String, NDArray> weights,
            Map<String, Twin> twins,
            Random random,
            int t,
            int passes,
            float size) {
        double rate = 0.01 * t;
        Map<String, double[]> gradients = new LinkedHashMap<>();
        double squares = 0;
        for (Map.Entry<String, NDArray> entry : weights.entrySet()) {
            double[] gradient = new double[(int) entry.getValue().size()];
            for (int pass = 0; pass < passes; pass++) {
                float[] slope = new float[gradient.length];
                for (int i = 0; i < slope.length; i++) {
                    slope[i] = (float) random.nextGaussian() * size;
                    gradient[i] += (double) slope[i] / passes;
                }
                addGradient(entry.getValue(), slope);
            }
            for (double value : gradient) {
                squares += value * value;
            }
            gradients.put(entry.getKey(), gradient);
        }
        double norm = Math.sqrt(squares);
        assertThat(optimiser.step(rate, passes)).isCloseTo(norm, within(1e-5 * norm));
        double clip = Math.min(1, optimiser.settings().maxNorm() / (norm + 1e-6));
        gradients.forEach((name, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= clip;
            }
            Twin twin = Objects.requireNonNull(twins.get(name));
            twin.step(t, rate, gradient);
            NDArray weight = Objects.requireNonNull(weights.get(name));
            float[] actual = weight.toFloatArray();
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i])
                        .as("seed %d, step %d, %s[%d]", SEED, t, name, i)
                        .isCloseTo(twin.weight[i], within(2e-6));
            }
            assertThat(weight.getGradient().toFloatArray()).as("cleared").containsOnly(0f);
        });
    }

    /** Adds {@code slope} to the gradient of {@code weight}. */
    private static void addGradient(NDArray weight, float[] slope) {
        Recording.call(manager -> {
            NDArray factor = manager.create(slope, weight.getShape());
            Recording.backward(factor.mul(weight).sum());
            return true;
        });
    }

    private static NDArray weight(NDManager manager, Random random, long... shape) {
        Shape sizes = new Shape(shape);
        float[] values = new float[(int) sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        NDArray weight = manager.create(values, sizes);
        weight.setRequiresGradient(true);
        return weight;
    }
}
