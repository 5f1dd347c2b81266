package io.dynrefer.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void estimate_accuracy_hasTheBinomialsInterval() {
        int images = 400;
        MeanStatistic accuracy = new MeanStatistic(images, Range.SHARE);
        for (int image = 0; image < images; image++) {
            accuracy.add(image, image % 4 == 0 ? 0 : 1, 1);
        }

        Estimate estimate = new Bootstrap(images).estimate(accuracy);

        double halfWidth = 1.96 * Math.sqrt(0.75 * 0.25 / images);
        assertThat(estimate.value()).isEqualTo(0.75);
        assertThat(estimate.count()).isEqualTo(400);
        assertThat(estimate.low()).isCloseTo(0.75 - halfWidth, within(0.006));
        assertThat(estimate.high()).isCloseTo(0.75 + halfWidth, within(0.006));
    }

    @Test
    void estimate_again_isTheSame() {
        MeanStatistic statistic = new MeanStatistic(50, Range.SHARE);
        Random random = new Random(1);
        for (int image = 0; image < 50; image++) {
            statistic.add(image, random.nextDouble(), 1);
        }

        assertThat(new Bootstrap(50).estimate(statistic)).isEqualTo(new Bootstrap(50).estimate(statistic));
    }

    @Test
    void estimate_samplesOfOneImage_moveTogether() {
        MeanStatistic together = new MeanStatistic(20, Range.SHARE);
        MeanStatistic apart = new MeanStatistic(200, Range.SHARE);
        for (int i = 0; i < 200; i++) {
            together.add(i / 10, i / 10 % 2, 1);
            apart.add(i, i / 10 % 2, 1);
        }

        Estimate wide = new Bootstrap(20).estimate(together);
        Estimate narrow = new Bootstrap(200).estimate(apart);

        assertThat(wide.high() - wide.low()).isGreaterThan(2 * (narrow.high() - narrow.low()));
    }

    @Test
    void estimate_differenceToItself_isZeroWithoutWidth() {
        MeanStatistic statistic = new MeanStatistic(10, Range.CIDER);
        for (int i = 0; i < 10; i++) {
            statistic.add(i, i, 1);
        }

        assertThat(new Bootstrap(10).estimate(Statistic.difference(statistic, statistic)))
                .isEqualTo(new Estimate(0, 0, 0, 10));
        assertThat(new Bootstrap(10).point(Statistic.meanOf(List.of(statistic, statistic))))
                .isEqualTo(4.5);
    }

    /**
     * One that resampling moves to one side: its value, and {@code gain} times the share of images that were drawn more
     * than once, a quarter of them.
     */
    private record Biased(int images, double value, double gain, Range range) implements Statistic {
        @Override
        public double value(int[] weights) {
            return value
                    + gain * IntStream.of(weights).filter(weight -> weight > 1).count() / images;
        }

        @Override
        public long count() {
            return images;
        }
    }

    @Test
    void estimate_ofWhatResamplingRaises_liesAroundTheValue() {
        Estimate estimate = new Bootstrap(100).estimate(new Biased(100, 0.2, 0.3, Range.SHARE));

        assertThat(estimate.value()).isEqualTo(0.2);
        assertThat(estimate.low()).isBetween(0.17, 0.199);
        assertThat(estimate.high()).isBetween(0.201, 0.23);
    }

    @Test
    void estimate_atTheEdgeOfTheRange_endsThere() {
        Range unbounded = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        Bootstrap bootstrap = new Bootstrap(20);

        assertThat(bootstrap.estimate(new Biased(20, 0.01, 0.3, unbounded)).low())
                .isLessThan(-0.01);
        assertThat(bootstrap.estimate(new Biased(20, 0.01, 0.3, Range.SHARE)).low())
                .isZero();
        assertThat(bootstrap.estimate(new Biased(20, 0.99, -0.3, unbounded)).high())
                .isGreaterThan(1.01);
        assertThat(bootstrap.estimate(new Biased(20, 0.99, -0.3, Range.SHARE)).high())
                .isEqualTo(1);
    }

    @Test
    void estimate_ofADifferenceThatEveryResampleRaises_mayEndBelowZero() {
        Statistic first = new Biased(20, 0.01, 0.3, Range.SHARE);
        Statistic none = new Biased(20, 0, 0, Range.SHARE);

        assertThat(new Bootstrap(20).estimate(Statistic.difference(first, none)).low())
                .isBetween(-0.1, -0.01);
    }

    @Test
    void range_ofMeansAndDifferences_followsFromTheirs() {
        Statistic share = new MeanStatistic(1, Range.SHARE);
        Statistic cider = new MeanStatistic(1, Range.CIDER);

        assertThat(Statistic.difference(share, share).range()).isEqualTo(new Range(-1, 1));
        assertThat(Statistic.difference(share, cider).range()).isEqualTo(new Range(-10, 1));
        assertThat(Statistic.meanOf(List.of(share, share)).range()).isEqualTo(Range.SHARE);
        assertThat(Statistic.meanOf(List.of(share, cider)).range()).isEqualTo(Range.CIDER);
        assertThatThrownBy(() -> Statistic.meanOf(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Range(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lowest");
    }

    @Test
    void estimate_nothingMeasured_hasNoValue() {
        assertThat(new Bootstrap(10).estimate(new MeanStatistic()).value()).isNaN();
    }
}
