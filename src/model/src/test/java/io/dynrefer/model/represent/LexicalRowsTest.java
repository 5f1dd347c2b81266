package io.dynrefer.model.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.LexicalPresets;
import io.dynrefer.model.NamedWeights;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lexical rows against plain loops in double precision. */
class LexicalRowsTest {
    private static final int REGIONS = 3;
    private static final int VIEWS = 2;
    private static final int TOKENS = 5; // the class token and 2 x 2 cells
    private static final int TOKEN_WIDTH = 7;
    private static final int ROWS = 3;
    private static final int SLOTS = 6;
    private static final int WIDTH = 4;
    private static final int STATISTICS = VIEWS * 3 * TOKEN_WIDTH;

    private final Preset preset = LexicalPresets.small(TOKEN_WIDTH, VIEWS, ROWS, SLOTS, WIDTH);

    @Test
    void forward_equalsTheNaiveTwin() {
        float[] tokens = numbers(REGIONS * VIEWS * TOKENS * TOKEN_WIDTH);
        try (NamedWeights weights = new NamedWeights()) {
            float[] actual = Inference.call(manager -> new LexicalRows(Weights.of(weights), preset)
                    .forward(manager.create(tokens, new Shape(REGIONS * VIEWS, TOKENS, TOKEN_WIDTH)))
                    .toFloatArray());
            double[] expected = naive(tokens, weights);
            assertThat(actual).hasSize(expected.length).hasSize(REGIONS * (ROWS + 1) * WIDTH);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-4));
            }
        }
    }

    private static double[] naive(float[] tokens, NamedWeights weights) {
        double[] result = new double[REGIONS * (ROWS + 1) * WIDTH];
        for (int region = 0; region < REGIONS; region++) {
            double[] statistics = normalised(statistics(tokens, region), weights);
            int start = region * (ROWS + 1) * WIDTH;
            for (int i = 0; i < ROWS * WIDTH; i++) {
                double x = dot(weights, "lexical.summary.dense", i, statistics);
                result[start + i] = x * 0.5 * (1 + erf(x / Math.sqrt(2)));
            }
            double[] first = new double[TOKEN_WIDTH];
            for (int c = 0; c < TOKEN_WIDTH; c++) {
                first[c] = tokens[region * VIEWS * TOKENS * TOKEN_WIDTH + c];
            }
            double sum = 0;
            for (int slot = 0; slot < SLOTS; slot++) {
                double weight = Math.exp(dot(weights, "lexical.keys", slot, first));
                sum += weight;
                for (int i = 0; i < WIDTH; i++) {
                    result[start + ROWS * WIDTH + i] += weight * weights.values("lexical.values")[slot * WIDTH + i];
                }
            }
            for (int i = 0; i < WIDTH; i++) {
                result[start + ROWS * WIDTH + i] /= sum;
            }
        }
        return result;
    }

    /** Of each view: class token, mean and deviation of the cells. */
    private static double[] statistics(float[] tokens, int region) {
        double[] statistics = new double[STATISTICS];
        for (int view = 0; view < VIEWS; view++) {
            int from = (region * VIEWS + view) * TOKENS * TOKEN_WIDTH;
            for (int c = 0; c < TOKEN_WIDTH; c++) {
                double mean = 0;
                double square = 0;
                for (int cell = 1; cell < TOKENS; cell++) {
                    double value = tokens[from + cell * TOKEN_WIDTH + c];
                    mean += value / (TOKENS - 1);
                    square += value * value / (TOKENS - 1);
                }
                int to = view * 3 * TOKEN_WIDTH + c;
                statistics[to] = tokens[from + c];
                statistics[to + TOKEN_WIDTH] = mean;
                statistics[to + 2 * TOKEN_WIDTH] = Math.sqrt(square - mean * mean);
            }
        }
        return statistics;
    }

    private static double[] normalised(double[] values, NamedWeights weights) {
        double mean = 0;
        double square = 0;
        for (double value : values) {
            mean += value / values.length;
            square += value * value / values.length;
        }
        double[] normalised = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            normalised[i] = (values[i] - mean)
                            / Math.sqrt(square - mean * mean + 1e-5)
                            * weights.values("lexical.summary.LayerNorm.weight")[i]
                    + weights.values("lexical.summary.LayerNorm.bias")[i];
        }
        return normalised;
    }

    private static double dot(NamedWeights weights, String layer, int row, double[] input) {
        double sum = weights.values(layer + ".bias")[row];
        for (int i = 0; i < input.length; i++) {
            sum += weights.values(layer + ".weight")[row * input.length + i] * input[i];
        }
        return sum;
    }

    /** The error function by its series. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static float[] numbers(int count) {
        Random random = new Random(5);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
