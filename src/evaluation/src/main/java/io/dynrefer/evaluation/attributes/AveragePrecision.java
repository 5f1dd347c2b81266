package io.dynrefer.evaluation.attributes;

import java.util.Arrays;

/** The area under the precision-recall steps, without interpolation, as scikit-learn's average_precision_score. */
public final class AveragePrecision {
    private AveragePrecision() {}

    /**
     * The average precision of one ranking. Equal scores form one step, so the order of the arguments has no influence.
     *
     * @param positives scores of the positive samples, any order
     * @param negatives scores of the negative samples, any order
     * @return 0..1, or NaN without positives
     */
    public static double of(double[] positives, double[] negatives) {
        if (positives.length == 0) {
            return Double.NaN;
        }
        double[] descendingPositives = descending(positives);
        double[] descendingNegatives = descending(negatives);
        double sum = 0;
        int truePositives = 0;
        int falsePositives = 0;
        while (truePositives < positives.length) {
            double threshold = descendingPositives[truePositives];
            int before = truePositives;
            truePositives = skipAtLeast(threshold, descendingPositives, truePositives);
            falsePositives = skipAtLeast(threshold, descendingNegatives, falsePositives);
            double precision = (double) truePositives / (truePositives + falsePositives);
            sum += precision * (truePositives - before);
        }
        return sum / positives.length;
    }

    private static int skipAtLeast(double threshold, double[] descending, int from) {
        int index = from;
        while (index < descending.length && descending[index] >= threshold) {
            index++;
        }
        return index;
    }

    private static double[] descending(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int left = 0, right = sorted.length - 1; left < right; left++, right--) {
            double swapped = sorted[left];
            sorted[left] = sorted[right];
            sorted[right] = swapped;
        }
        return sorted;
    }
}
