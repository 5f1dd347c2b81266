package io.dynrefer.evaluation.meteor;

import java.util.List;

/** Adds up METEOR over captions, one by one; keeps 23 numbers. Not thread-safe. */
public final class MeteorCorpus {
    private final Meteor meteor;
    private MeteorStatistics total = MeteorStatistics.none();

    public MeteorCorpus(Meteor meteor) {
        this.meteor = meteor;
    }

    /** Adds a caption and returns its own score, 0..1. */
    public double accept(String hypothesis, List<String> references) {
        MeteorScore score = meteor.align(hypothesis, references).score();
        total = total.plus(score.statistics());
        return score.value();
    }

    /** The corpus score, from the summed statistics rather than the mean of the captions' scores. */
    public MeteorScore corpus() {
        return MeteorScore.of(total, meteor.parameters());
    }
}
