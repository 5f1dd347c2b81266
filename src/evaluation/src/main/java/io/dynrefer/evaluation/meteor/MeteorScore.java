package io.dynrefer.evaluation.meteor;

import io.dynrefer.evaluation.meteor.MeteorStatistics.Side;
import java.util.List;

/**
 * METEOR's score and its parts.
 *
 * @param value 0..1; 0 where a part is not defined
 * @param precision NaN for an empty hypothesis
 * @param recall NaN for an empty reference
 * @param fMean weighted harmonic mean of both
 * @param fragmentationPenalty 0..gamma; NaN without a match
 */
public record MeteorScore(
        double value,
        double precision,
        double recall,
        double fMean,
        double fragmentationPenalty,
        MeteorStatistics statistics) {

    /** The score of one caption's or a whole corpus's statistics. */
    public static MeteorScore of(MeteorStatistics statistics, MeteorParameters parameters) {
        double delta = parameters.delta();
        List<Double> weights = List.copyOf(parameters.weights().values());
        double precision = statistics.weightedMatches(Side.HYPOTHESIS, weights, delta)
                / statistics.weightedLength(Side.HYPOTHESIS, delta);
        double recall = statistics.weightedMatches(Side.REFERENCE, weights, delta)
                / statistics.weightedLength(Side.REFERENCE, delta);
        double alpha = parameters.alpha();
        double fMean = 1.0 / ((1.0 - alpha) / precision + alpha / recall);
        double fragmentation = statistics.isPerfect() ? 0 : statistics.chunks() / statistics.matchedWords();
        double penalty = parameters.gamma() * Math.pow(fragmentation, parameters.beta());
        double score = fMean * (1.0 - penalty);
        return new MeteorScore(
                Double.isNaN(score) ? 0 : Math.max(score, 0), precision, recall, fMean, penalty, statistics);
    }
}
