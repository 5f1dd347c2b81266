package io.dynrefer.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.evaluation.attributes.AveragePrecision;
import io.dynrefer.evaluation.bootstrap.RankingStatistic.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingStatisticTest {
    private static final int IMAGES = 7;

    private record Labelled(int image, float score, boolean positive) {}

    @Test
    void value_everyImageOnce_isAveragePrecision() {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++) {
            List<Labelled> samples = samples(random);
            RankingStatistic ranking = new RankingStatistic();
            ranking.addLabel(collected(samples));
            int[] once = new int[IMAGES];
            Arrays.fill(once, 1);

            assertThat(ranking.value(once)).as("trial " + trial).isCloseTo(plain(samples), within(1e-12));
        }
    }

    @Test
    void value_weights_areRepetitions() {
        Random random = new Random(4);
        for (int trial = 0; trial < 50; trial++) {
            List<Labelled> samples = samples(random);
            RankingStatistic ranking = new RankingStatistic();
            ranking.addLabel(collected(samples));
            int[] weights = random.ints(IMAGES, 0, 4).toArray();
            List<Labelled> repeated = new ArrayList<>();
            samples.forEach(sample -> {
                for (int i = 0; i < weights[sample.image()]; i++) {
                    repeated.add(sample);
                }
            });

            double expected = plain(repeated);
            if (Double.isNaN(expected)) {
                assertThat(ranking.value(weights)).as("trial " + trial).isNaN();
            } else {
                assertThat(ranking.value(weights)).as("trial " + trial).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void value_labelsWithoutPositives_areLeftOut() {
        RankingStatistic ranking = new RankingStatistic();
        ranking.addLabel(collected(List.of(new Labelled(0, 0.5f, true), new Labelled(1, 0.7f, false))));
        ranking.addLabel(collected(List.of(new Labelled(0, 0.5f, false))));

        assertThat(ranking.labels()).isEqualTo(1);
        assertThat(ranking.count()).isEqualTo(1);
        assertThat(ranking.chance()).isEqualTo(0.5);
        assertThat(ranking.value(new int[] {1, 1})).isEqualTo(0.5);
        assertThat(ranking.value(new int[] {0, 1})).isNaN();
    }

    private static List<Labelled> samples(Random random) {
        List<Labelled> samples = new ArrayList<>();
        samples.add(new Labelled(0, 0.3f, true));
        samples.add(new Labelled(1, -0f, random.nextBoolean())); // the same score as 0
        for (int i = 0; i < 40; i++) {
            samples.add(new Labelled(random.nextInt(IMAGES), (random.nextInt(10) - 4) / 10f, random.nextInt(3) == 0));
        }
        return samples;
    }

    private static Samples collected(List<Labelled> samples) {
        Samples collected = new Samples();
        samples.forEach(sample -> collected.add(sample.image(), sample.score(), sample.positive()));
        return collected;
    }

    private static double plain(List<Labelled> samples) {
        return AveragePrecision.of(scores(samples, true), scores(samples, false));
    }

    private static double[] scores(List<Labelled> samples, boolean positive) {
        return samples.stream()
                .filter(sample -> sample.positive() == positive)
                .mapToDouble(Labelled::score)
                .toArray();
    }
}
