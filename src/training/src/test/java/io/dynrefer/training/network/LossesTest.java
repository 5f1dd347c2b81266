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

    @Test
    void naming_equalsItsFormula() {
        int categories = 3; // of LABELS columns; the others are slots
        int slots = LABELS - categories;
        float[] logits = numbers(REGIONS * LABELS);
        float[] recall = numbers(REGIONS * slots);
        float[] label = {1, 0, 0, 0, 1, 0, 0, 0, 0};
        float[] own = {1, 1, 0, 1, 1, 0, 0, 0, 1};
        float[] right = {1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0};
        float[] compared = {1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1};
        float[] weight = {0.5f, 2, 0};
        NamingConfig config = new NamingConfig(0.3, 0.7, 0.5);
        double expected = 0;
        for (int region = 0; region < REGIONS; region++) {
            double cost = 0;
            for (int c = 0; c < categories; c++) {
                if (label[region * categories + c] == 1) {
                    cost += logSum(logits, own, region, categories, region * categories) - logits[region * LABELS + c];
                }
            }
            double among = logSum(logits, compared, region, LABELS, region * LABELS);
            cost += weight[region] > 0 ? 0.3 * (among - logSum(logits, right, region, LABELS, region * LABELS)) : 0;
            expected += weight[region] * cost / REGIONS;
            double teacherSum = 0;
            double studentSum = 0;
            for (int slot = 0; slot < slots; slot++) {
                teacherSum += Math.exp(recall[region * slots + slot]);
                studentSum += Math.exp(logits[region * LABELS + categories + slot]);
            }
            for (int slot = 0; slot < slots; slot++) {
                double p = Math.exp(recall[region * slots + slot]) / teacherSum;
                double q = Math.exp(logits[region * LABELS + categories + slot]) / studentSum;
                expected += 0.7 * p * Math.log(p / q) / REGIONS;
            }
        }
        double value = Inference.call(manager -> {
            Naming naming = new Naming(
                    manager.create(0f),
                    manager.create(label, new Shape(REGIONS, categories)),
                    manager.create(own, new Shape(REGIONS, categories)),
                    manager.create(right, new Shape(REGIONS, LABELS)),
                    manager.create(compared, new Shape(REGIONS, LABELS)),
                    manager.create(weight, new Shape(REGIONS)));
            return (double) new NamingLoss(config)
                    .forward(
                            manager.create(logits, new Shape(REGIONS, LABELS)),
                            manager.create(recall, new Shape(REGIONS, slots)),
                            naming)
                    .getFloat();
        });
        assertThat(value).isCloseTo(expected, within(1e-4));
    }

    /** Of a region's first logits, those that a mask of ones admits. */
    private static double logSum(float[] logits, float[] mask, int region, int columns, int maskFrom) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += mask[maskFrom + c] == 1 ? Math.exp(logits[region * LABELS + c]) : 0;
        }
        return Math.log(sum);
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
