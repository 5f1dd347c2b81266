package io.dynrefer.evaluation.bootstrap;

import java.util.List;

/** A metric of a set of samples, as a function of how often each image counts. */
public interface Statistic {
    /**
     * The metric.
     *
     * @param weights by image: how often its samples count; all ones give the metric itself
     * @return NaN where nothing counts
     */
    double value(int[] weights);

    /** How many things it is measured on: regions, captions, words. */
    long count();

    /** The values it can take; its interval ends there at the latest. */
    Range range();

    /**
     * The mean of the same metric of several subjects, e.g. of models trained with different seeds.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Statistic meanOf(List<Statistic> statistics) {
        List<Statistic> members = List.copyOf(statistics);
        Range range = members.stream()
                .map(Statistic::range)
                .reduce(Range::and)
                .orElseThrow(() -> new IllegalArgumentException("statistics: a mean needs at least one"));
        return new Statistic() {
            @Override
            public double value(int[] weights) {
                return members.stream()
                        .mapToDouble(member -> member.value(weights))
                        .average()
                        .orElse(Double.NaN);
            }

            @Override
            public long count() {
                return members.stream().mapToLong(Statistic::count).max().orElse(0);
            }

            @Override
            public Range range() {
                return range;
            }
        };
    }

    /** How much higher the metric is for {@code first} than for {@code second}. */
    static Statistic difference(Statistic first, Statistic second) {
        return new Statistic() {
            @Override
            public double value(int[] weights) {
                return first.value(weights) - second.value(weights);
            }

            @Override
            public long count() {
                return Math.min(first.count(), second.count());
            }

            @Override
            public Range range() {
                return first.range().minus(second.range());
            }
        };
    }
}
