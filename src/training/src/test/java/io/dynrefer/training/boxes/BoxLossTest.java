package io.dynrefer.training.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Recording;
import io.dynrefer.model.proposals.BoxHead;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The losses against their formulas in double precision, and their gradients against differences of those. */
class BoxLossTest {
    private static final int CELLS = 6;
    private static final float[] RIGHT = {1, 2, 1.5f, 0.5f};
    private static final int CELL = 4; // with a box
    private static final double STEP = 1e-5;

    private final double[] scores = new double[CELLS];
    private final double[] distances = new double[4 * CELLS];

    BoxLossTest() {
        Random random = new Random(5);
        for (int i = 0; i < CELLS; i++) {
            scores[i] = random.nextGaussian();
        }
        for (int i = 0; i < 4 * CELLS; i++) {
            distances[i] = 0.2 + 2 * random.nextDouble();
        }
    }

    @Test
    void losses_andGradients_equalTheFormulas() {
        try (NDManager manager = Inference.newManager()) {
            NDArray scored = input(manager, scores, new Shape(1, CELLS));
            NDArray measured = input(manager, distances, new Shape(1, CELLS, 4));
            BoxTargets.Wanted wanted = new BoxTargets.Wanted(List.of(CELL), List.of(RIGHT));
            double[] values = Recording.call(step -> {
                BoxLoss.Losses losses = BoxLoss.of(step, new BoxHead.Output(scored, measured), List.of(wanted));
                Recording.backward(losses.total());
                return new double[] {losses.score().getFloat(), losses.box().getFloat()};
            });
            double quality = union(distances);
            assertThat(values[0]).isCloseTo(focal(scores, quality), within(1e-5));
            assertThat(values[1]).isCloseTo(box(distances), within(1e-5));
            compare(scored, scores, () -> focal(scores, quality));
            compare(measured, distances, () -> 2 * box(distances));
        }
    }

    @Test
    void losses_ofPhotosWithoutThings_areThoseOfTheScores() {
        double[] values = Inference.call(manager -> {
            NDArray scored = manager.create(floats(scores), new Shape(1, CELLS));
            NDArray measured = manager.create(floats(distances), new Shape(1, CELLS, 4));
            BoxTargets.Wanted nothing = new BoxTargets.Wanted(List.of(), List.of());
            BoxLoss.Losses losses = BoxLoss.of(manager, new BoxHead.Output(scored, measured), List.of(nothing));
            return new double[] {losses.score().getFloat(), losses.box().getFloat()};
        });
        double expected = 0;
        for (double score : scores) {
            expected += focalOf(score, 0);
        }
        assertThat(values[0]).isCloseTo(expected, within(1e-5));
        assertThat(values[1]).isZero();
    }

    private interface Formula {
        double value();
    }

    private static void compare(NDArray weight, double[] numbers, Formula formula) {
        float[] gradient = weight.getGradient().toFloatArray();
        for (int i = 0; i < numbers.length; i++) {
            double before = numbers[i];
            numbers[i] = before + STEP;
            double more = formula.value();
            numbers[i] = before - STEP;
            double less = formula.value();
            numbers[i] = before;
            assertThat((double) gradient[i]).as("gradient %d", i).isCloseTo((more - less) / (2 * STEP), within(1e-3));
        }
    }

    private static double focal(double[] scores, double quality) {
        double sum = 0;
        for (int i = 0; i < CELLS; i++) {
            sum += focalOf(scores[i], i == CELL ? quality : 0);
        }
        return sum;
    }

    private static double focalOf(double score, double quality) {
        double p = 1 / (1 + Math.exp(-score));
        double entropy = -quality * Math.log(p) - (1 - quality) * Math.log(1 - p);
        return (quality - p) * (quality - p) * entropy;
    }

    /** Of the box at {@link #CELL} with the right one. */
    private static double union(double[] all) {
        double common = common(all);
        return common / (area(all) + 2.5 * 2.5 - common);
    }

    private static double box(double[] all) {
        double around =
                (Math.max(all[16], 1) + Math.max(all[18], 1.5)) * (Math.max(all[17], 2) + Math.max(all[19], 0.5));
        double union = area(all) + 2.5 * 2.5 - common(all);
        return 1 - (common(all) / union - (around - union) / around);
    }

    private static double common(double[] all) {
        return (Math.min(all[16], 1) + Math.min(all[18], 1.5)) * (Math.min(all[17], 2) + Math.min(all[19], 0.5));
    }

    private static double area(double[] all) {
        return (all[16] + all[18]) * (all[17] + all[19]);
    }

    private static NDArray input(NDManager manager, double[] values, Shape shape) {
        NDArray array = manager.create(floats(values), shape);
        array.setRequiresGradient(true);
        return array;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
