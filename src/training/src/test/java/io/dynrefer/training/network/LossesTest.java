package io.dynrefer.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Recording;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both losses against their formulas, one number at a time in double precision. */
class LossesTest {
    private static final long SEED = 3;
    private static final int REGIONS = 3;
    private static final int LABELS = 5;

    @Test
    void asymmetric_equalsItsFormula() {
        compareAsymmetric(AsymmetricLoss.PUBLISHED);
    }

    @Test
    void asymmetric_otherFocus_equalsItsFormula() {
        compareAsymmetric(new AsymmetricLoss(4, 1, 0.2, 1e-8));
    }

    private static void compareAsymmetric(AsymmetricLoss loss) {
        float[] logits = numbers(REGIONS * LABELS);
        float[] labels = new float[logits.length];
        double expected = 0;
        double[] slope = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            labels[i] = i % 3 == 0 ? 1 : 0;
            double p = 1 / (1 + Math.exp(-logits[i]));
            if (labels[i] == 1) {
                double focus = Math.pow(1 - p, loss.positiveFocus());
                expected -= focus * Math.log(p);
                slope[i] = -focus * (1 - p);
            } else {
                double right = Math.min(1, 1 - p + loss.shift());
                double focus = Math.pow(1 - right, loss.negativeFocus());
                expected -= focus * Math.log(right);
                slope[i] = right < 1 ? focus * p * (1 - p) / right : 0;
            }
        }
        try (NDManager manager = Inference.newManager()) {
            NDArray input = input(manager, logits);
            double value = Recording.call(step -> {
                NDArray result = loss.forward(input, step.create(labels, new Shape(REGIONS, LABELS)));
                Recording.backward(result);
                return (double) result.getFloat();
            });
            assertThat(value).isCloseTo(expected, within(1e-5));
            float[] gradient = input.getGradient().toFloatArray();
            for (int i = 0; i < slope.length; i++) {
                assertThat((double) gradient[i]).as("gradient %d", i).isCloseTo(slope[i], within(1e-5));
            }
        }
    }

    @Test
    void pairwise_equalsItsFormula() {
        float[] logits = numbers(REGIONS * LABELS);
        float[] signs = new float[logits.length];
        double scale = Math.exp(1.5);
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            signs[i] = i % 4 == 0 ? 1 : -1;
            sum += Math.log(1 + Math.exp(-signs[i] * (scale * logits[i] - 2)));
        }
        double expected = (sum / REGIONS + sum / LABELS) / 2;
        double value = Inference.call(manager -> {
            PairwiseSigmoidLoss loss = new PairwiseSigmoidLoss(manager.create(1.5f), manager.create(-2f));
            return (double) loss.forward(input(manager, logits), manager.create(signs, new Shape(REGIONS, LABELS)))
                    .getFloat();
        });
        assertThat(value).isCloseTo(expected, within(1e-4));
    }

    private static NDArray input(NDManager manager, float[] values) {
        NDArray input = manager.create(values, new Shape(REGIONS, LABELS));
        input.setRequiresGradient(true);
        return input;
    }

    private static float[] numbers(int count) {
        Random random = new Random(SEED);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (3 * random.nextGaussian());
        }
        return values;
    }
}
