package io.dynrefer.evaluation.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
    @Test
    void of_positivesFirst_isOne() {
        assertThat(AveragePrecision.of(new double[] {0.9, 0.8}, new double[] {0.1}))
                .isEqualTo(1);
    }

    @Test
    void of_allScoresEqual_isTheShareOfPositives() {
        assertThat(AveragePrecision.of(new double[] {0.5}, new double[] {0.5, 0.5, 0.5}))
                .isEqualTo(0.25);
    }

    @Test
    void of_noPositives_isNaN() {
        assertThat(AveragePrecision.of(new double[0], new double[] {0.3})).isNaN();
    }

    @RepeatedTest(20)
    void of_randomScoresWithTies_equalsTheDefinition(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        double[] positives =
                random.ints(1 + random.nextInt(20), 0, 10).asDoubleStream().toArray();
        double[] negatives =
                random.ints(random.nextInt(20), 0, 10).asDoubleStream().toArray();
        assertThat(AveragePrecision.of(positives, negatives))
                .as("seed %d", seed)
                .isCloseTo(naive(positives, negatives), within(1e-12));
    }

    /** Sum over thresholds, best first, of precision times the gain in recall. */
    private static double naive(double[] positives, double[] negatives) {
        TreeSet<Double> thresholds = new TreeSet<>();
        Arrays.stream(positives).forEach(thresholds::add);
        Arrays.stream(negatives).forEach(thresholds::add);
        double sum = 0;
        double recallBefore = 0;
        for (double threshold : thresholds.descendingSet()) {
            double found =
                    Arrays.stream(positives).filter(score -> score >= threshold).count();
            double wrong =
                    Arrays.stream(negatives).filter(score -> score >= threshold).count();
            sum += (found / positives.length - recallBefore) * found / (found + wrong);
            recallBefore = found / positives.length;
        }
        return sum;
    }
}
