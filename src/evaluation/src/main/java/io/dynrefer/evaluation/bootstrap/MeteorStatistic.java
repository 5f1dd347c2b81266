package io.dynrefer.evaluation.bootstrap;

import io.dynrefer.evaluation.meteor.MeteorParameters;
import io.dynrefer.evaluation.meteor.MeteorScore;
import io.dynrefer.evaluation.meteor.MeteorStatistics;
import java.util.Arrays;

/** METEOR's corpus score, from the summed counts of the captions. */
public final class MeteorStatistic implements Statistic {
    private final MeteorParameters parameters;
    private final MeteorStatistics[] totals; // by image
    private long captions;

    public MeteorStatistic(int images, MeteorParameters parameters) {
        this.parameters = parameters;
        this.totals = new MeteorStatistics[images];
        Arrays.fill(totals, MeteorStatistics.none());
    }

    /** Adds one caption's counts. */
    public void add(int image, MeteorStatistics caption) {
        totals[image] = totals[image].plus(caption);
        captions++;
    }

    @Override
    public double value(int[] weights) {
        if (captions == 0) {
            return Double.NaN;
        }
        MeteorStatistics sum = MeteorStatistics.weightedSum(Arrays.asList(totals), weights);
        return MeteorScore.of(sum, parameters).value();
    }

    @Override
    public long count() {
        return captions;
    }

    @Override
    public Range range() {
        return Range.SHARE;
    }
}
