package io.dynrefer.training.own;

import java.util.ArrayList;
import java.util.List;

/** What weights of own words say of regions. */
final class OwnScores {
    private OwnScores() {}

    /** The logits of a region: what the model said of each word, and what the weights add. */
    static float[] logits(float[] before, float[] rows, float[][] weights) {
        float[] logits = before.clone();
        for (int word = 0; word < weights.length; word++) {
            logits[word] += (float) added(rows, weights[word]);
        }
        return logits;
    }

    /** What one word's weights add; the last is a shift. */
    static double added(float[] rows, float[] weights) {
        double sum = weights[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sum += rows[i] * weights[i];
        }
        return sum;
    }

    /** The number of the first word for each region. */
    static List<Integer> first(OwnRegions regions, float[][] weights) {
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            first.add(best(logits(regions.before().get(i), regions.rows().get(i), weights)));
        }
        return first;
    }

    /** The same by the model as it was. */
    static List<Integer> firstBefore(OwnRegions regions) {
        return regions.before().stream().map(OwnScores::best).toList();
    }

    /** The mean cross-entropy. */
    static double loss(OwnRegions regions, float[][] weights, double temperature) {
        double loss = 0;
        for (int i = 0; i < regions.size(); i++) {
            float[] logits = logits(regions.before().get(i), regions.rows().get(i), weights);
            double most = logits[best(logits)];
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp((logit - most) / temperature);
            }
            loss += Math.log(sum) - (logits[regions.labels().get(i)] - most) / temperature;
        }
        return loss / regions.size();
    }

    /** How many are right. */
    static long right(OwnRegions regions, List<Integer> first) {
        long right = 0;
        for (int i = 0; i < first.size(); i++) {
            right += first.get(i).equals(regions.labels().get(i)) ? 1 : 0;
        }
        return right;
    }

    static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
