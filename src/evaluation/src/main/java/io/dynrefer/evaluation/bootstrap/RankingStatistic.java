package io.dynrefer.evaluation.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean average precision over labels: scikit-learn's average precision of each label over its labelled samples, mean
 * over the labels with positives. With all weights one it is {@link io.dynrefer.evaluation.attributes.AveragePrecision}
 * of each label (a test compares them).
 */
public final class RankingStatistic implements Statistic {
    private static final int POSITIVE = 1;
    private static final int SAME_SCORE = 2;

    private final List<Ranking> rankings = new ArrayList<>();

    /**
     * The samples that are known to have a label or not to have it, eight bytes each while they are collected. Not
     * thread-safe.
     */
    public static final class Samples {
        private long[] ranked = new long[16]; // the score, turned so that the best comes first, and the sample
        private int count;
        private int positives;

        /** Adds a sample of an image; images are numbered below 2^29. */
        public void add(int image, float score, boolean positive) {
            if (count == ranked.length) {
                ranked = Arrays.copyOf(ranked, 2 * count);
            }
            ranked[count++] = (long) ~ordered(score) << Integer.SIZE | sample(image, positive);
            positives += positive ? 1 : 0;
        }

        /** Whole numbers in the order of the scores; -0 and 0 are one score. */
        private static int ordered(float score) {
            int bits = Float.floatToIntBits(score + 0f);
            return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        }

        private static int sample(int image, boolean positive) {
            return image << 2 | (positive ? POSITIVE : 0);
        }

        /** How many samples there are. */
        public int count() {
            return count;
        }

        /** How many of them have the label. */
        public int positives() {
            return positives;
        }

        /** The samples, best score first, without their scores. */
        private int[] ranking() {
            long[] sorted = Arrays.copyOf(ranked, count);
            Arrays.sort(sorted);
            int[] ranking = new int[count];
            for (int i = 0; i < count; i++) {
                boolean same = i > 0 && sorted[i] >> Integer.SIZE == sorted[i - 1] >> Integer.SIZE;
                ranking[i] = (int) sorted[i] | (same ? SAME_SCORE : 0);
            }
            return ranking;
        }
    }

    /**
     * The samples of one label, best score first: of each the image's number, and below it whether it has the label and
     * whether its score is that of the sample before.
     */
    private record Ranking(int[] samples, int positiveCount) {
        double averagePrecision(int[] weights) {
            double sum = 0;
            long truePositives = 0;
            long falsePositives = 0;
            for (int next = 0; next < samples.length; ) {
                long positive = 0;
                do { // equal scores are one step
                    int weight = weights[samples[next] >> 2];
                    if ((samples[next] & POSITIVE) != 0) {
                        positive += weight;
                    } else {
                        falsePositives += weight;
                    }
                    next++;
                } while (next < samples.length && (samples[next] & SAME_SCORE) != 0);
                if (positive > 0) {
                    truePositives += positive;
                    sum += positive * ((double) truePositives / (truePositives + falsePositives));
                }
            }
            return sum / truePositives;
        }
    }

    /** Adds a label with the samples it is known for, of which four bytes each are kept. */
    public void addLabel(Samples samples) {
        if (samples.positives() > 0) {
            rankings.add(new Ranking(samples.ranking(), samples.positives()));
        }
    }

    @Override
    public double value(int[] weights) {
        return rankings.stream()
                .mapToDouble(ranking -> ranking.averagePrecision(weights))
                .filter(precision -> !Double.isNaN(precision))
                .average()
                .orElse(Double.NaN);
    }

    /** How many labels have positives. */
    public int labels() {
        return rankings.size();
    }

    /** Positives over all labels. */
    @Override
    public long count() {
        return rankings.stream().mapToLong(Ranking::positiveCount).sum();
    }

    @Override
    public Range range() {
        return Range.SHARE;
    }

    /** What guessing gives: the mean share of positives among a label's samples. */
    public double chance() {
        return rankings.stream()
                .mapToDouble(ranking -> (double) ranking.positiveCount() / ranking.samples().length)
                .average()
                .orElse(Double.NaN);
    }
}
