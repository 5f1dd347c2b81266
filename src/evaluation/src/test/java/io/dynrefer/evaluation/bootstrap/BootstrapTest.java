package io.dynrefer.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void estimate_accuracy_hasTheBinomialsInterval() {
        int images = 400;
        MeanStatistic accuracy = new MeanStatistic(images);
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
        MeanStatistic statistic = new MeanStatistic(50);
        Random random = new Random(1);
        for (int image = 0; image < 50; image++) {
            statistic.add(image, random.nextDouble(), 1);
        }

        assertThat(new Bootstrap(50).estimate(statistic)).isEqualTo(new Bootstrap(50).estimate(statistic));
    }

    @Test
    void estimate_samplesOfOneImage_moveTogether() {
        MeanStatistic together = new MeanStatistic(20);
        MeanStatistic apart = new MeanStatistic(200);
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
        MeanStatistic statistic = new MeanStatistic(10);
        for (int i = 0; i < 10; i++) {
            statistic.add(i, i, 1);
        }

        assertThat(new Bootstrap(10).estimate(Statistic.difference(statistic, statistic)))
                .isEqualTo(new Estimate(0, 0, 0, 10));
        assertThat(new Bootstrap(10).point(Statistic.meanOf(List.of(statistic, statistic))))
                .isEqualTo(4.5);
    }

    /** One that resampling raises: the share of images that were drawn more than once. */
    private record Raised(int images) implements Statistic {
        @Override
        public double value(int[] weights) {
            return 0.2
                    + 0.3 * IntStream.of(weights).filter(weight -> weight > 1).count() / images;
        }

        @Override
        public long count() {
            return images;
        }
    }

    @Test
    void estimate_ofWhatResamplingRaises_liesAroundTheValue() {
        Estimate estimate = new Bootstrap(100).estimate(new Raised(100));

        assertThat(estimate.value()).isEqualTo(0.2);
        assertThat(estimate.low()).isBetween(0.17, 0.199);
        assertThat(estimate.high()).isBetween(0.201, 0.23);
    }

    @Test
    void estimate_ofAShare_staysAShare() {
        MeanStatistic rare = new MeanStatistic(30);
        MeanStatistic common = new MeanStatistic(30);
        for (int image = 0; image < 30; image++) {
            rare.add(image, image == 0 ? 1 : 0, 1);
            common.add(image, image == 0 ? 0 : 1, 1);
        }

        assertThat(new Bootstrap(30).estimate(rare).low()).isBetween(0.0, 0.01);
        assertThat(new Bootstrap(30).estimate(common).high()).isBetween(0.99, 1.0);
    }

    @Test
    void estimate_nothingMeasured_hasNoValue() {
        assertThat(new Bootstrap(10).estimate(new MeanStatistic(10)).value()).isNaN();
    }
}
