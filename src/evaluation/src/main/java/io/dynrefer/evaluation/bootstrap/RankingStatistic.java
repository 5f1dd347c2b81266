package io.dynrefer.evaluation.bootstrap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Mean average precision over labels: scikit-learn's average precision of each label over its labelled samples, mean
 * over the labels with positives. With all weights one it is {@link io.dynrefer.evaluation.attributes.AveragePrecision}
 * of each label (a test compares them).
 */
public final class RankingStatistic implements Statistic {
    private final List<Ranking> rankings = new ArrayList<>();

    /** A sample that is known to have a label or not to have it. */
    public record Labelled(int image, float score, boolean positive) {}

    /** The samples of one label, best score first, as columns. */
    private record Ranking(int[] images, float[] scores, boolean[] positives, long positiveCount) {
        double averagePrecision(int[] weights) {
            double sum = 0;
            long truePositives = 0;
            long falsePositives = 0;
            for (int next = 0; next < scores.length; ) {
                float score = scores[next];
                long positive = 0;
                for (; next < scores.length && scores[next] == score; next++) { // equal scores are one step
                    int weight = weights[images[next]];
                    if (positives[next]) {
                        positive += weight;
                    } else {
                        falsePositives += weight;
                    }
                }
                if (positive > 0) {
                    truePositives += positive;
                    sum += positive * ((double) truePositives / (truePositives + falsePositives));
                }
            }
            return sum / truePositives;
        }
    }

    /** Adds a label with the samples it is known for. */
    public void addLabel(List<Labelled> samples) {
        List<Labelled> ranked = samples.stream()
                .sorted(Comparator.comparingDouble(Labelled::score).reversed())
                .toList();
        int[] images = new int[ranked.size()];
        float[] scores = new float[ranked.size()];
        boolean[] positives = new boolean[ranked.size()];
        long count = 0;
        for (int i = 0; i < images.length; i++) {
            Labelled sample = ranked.get(i);
            images[i] = sample.image();
            scores[i] = sample.score();
            positives[i] = sample.positive();
            count += sample.positive() ? 1 : 0;
        }
        if (count > 0) {
            rankings.add(new Ranking(images, scores, positives, count));
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

    /** What guessing gives: the mean share of positives among a label's samples. */
    public double chance() {
        return rankings.stream()
                .mapToDouble(ranking -> (double) ranking.positiveCount() / ranking.scores().length)
                .average()
                .orElse(Double.NaN);
    }
}
