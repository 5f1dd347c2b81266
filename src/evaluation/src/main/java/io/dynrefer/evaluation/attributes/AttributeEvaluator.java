package io.dynrefer.evaluation.attributes;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the attribute scores of regions and measures them as OVAD does (METHOD 6, REFERENCE-NOTES 26). Both the
 * threshold and k depend on all regions, so it keeps one row of scores (8 bytes each) and labels (1 byte each) per
 * region and nothing else. Not thread-safe.
 */
public final class AttributeEvaluator {
    /** A labelled attribute that the region has. */
    public static final int POSITIVE = 1;
    /** A labelled attribute that the region does not have. */
    public static final int NEGATIVE = 0;
    /** An attribute nobody labelled on the region; it counts for nothing. */
    public static final int UNLABELLED = -1;

    private final List<AttributeClass> attributes;
    private final List<double[]> rows = new ArrayList<>(); // (regions, attributes)
    private final List<byte[]> labels = new ArrayList<>(); // (regions, attributes)
    private double scoreSum;
    private long positives;

    /** @param attributes in the order of the columns */
    public AttributeEvaluator(List<AttributeClass> attributes) {
        this.attributes = List.copyOf(attributes);
    }

    /**
     * Adds one region.
     *
     * @param scores one per attribute; outside 0..1 they are clipped, after the threshold has been taken
     * @param regionLabels one per attribute: {@link #POSITIVE}, {@link #NEGATIVE} or {@link #UNLABELLED}
     */
    public void accept(double[] scores, int[] regionLabels) {
        requireLength("scores", scores.length);
        requireLength("labels", regionLabels.length);
        byte[] row = new byte[regionLabels.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = checked(regionLabels[i]);
            positives += row[i] == POSITIVE ? 1 : 0;
            scoreSum += scores[i];
        }
        rows.add(scores.clone());
        labels.add(row);
    }

    /** How many regions were accepted. */
    public int regions() {
        return rows.size();
    }

    /** The score of a region, in the order in which they were accepted, for an attribute. */
    public double score(int region, int attribute) {
        return rows.get(region)[attribute];
    }

    /** The label likewise: {@link #POSITIVE}, {@link #NEGATIVE} or {@link #UNLABELLED}. */
    public int label(int region, int attribute) {
        return labels.get(region)[attribute];
    }

    /** Measures everything accepted so far; without a region it is an error. */
    public AttributeReport report() {
        if (rows.isEmpty()) {
            throw DynReferException.invalid("annotations", "There is no region to evaluate; accept at least one.");
        }
        double mean = scoreSum / ((double) rows.size() * attributes.size());
        double threshold = Math.ceil(mean * 10) / 10;
        int topK = (int) (positives / rows.size());
        return new AttributeReport(threshold, topK, score(threshold, topK));
    }

    private List<AttributeScore> score(double threshold, int topK) {
        List<Tally> byTopK = byTopK(topK);
        List<AttributeScore> scores = new ArrayList<>();
        for (int column = 0; column < attributes.size(); column++) {
            scores.add(new AttributeScore(
                    attributes.get(column),
                    averagePrecision(column),
                    byThreshold(column, threshold),
                    byTopK.get(column).counts()));
        }
        return scores;
    }

    private double averagePrecision(int column) {
        return AveragePrecision.of(scoresLabelled(column, POSITIVE), scoresLabelled(column, NEGATIVE));
    }

    private double[] scoresLabelled(int column, int label) {
        double[] found = new double[rows.size()];
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (labels.get(row)[column] == label) {
                found[count++] = clipped(rows.get(row)[column]);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private DecisionCounts byThreshold(int column, double threshold) {
        Tally tally = new Tally();
        for (int row = 0; row < rows.size(); row++) {
            tally.add(labels.get(row)[column], clipped(rows.get(row)[column]) > threshold);
        }
        return tally.counts();
    }

    /** One per attribute; a score of 0 is a no even among the best. */
    private List<Tally> byTopK(int topK) {
        List<Tally> tallies = new ArrayList<>();
        attributes.forEach(attribute -> tallies.add(new Tally()));
        for (int row = 0; row < rows.size(); row++) {
            boolean[] best = TopScores.of(clipped(rows.get(row)), topK);
            for (int column = 0; column < best.length; column++) {
                tallies.get(column).add(labels.get(row)[column], best[column] && rows.get(row)[column] > 0);
            }
        }
        return tallies;
    }

    private static double clipped(double score) {
        return Math.max(0, Math.min(1, score));
    }

    private static double[] clipped(double[] row) {
        return Arrays.stream(row).map(AttributeEvaluator::clipped).toArray();
    }

    private static byte checked(int label) {
        if (label < UNLABELLED || label > POSITIVE) {
            throw DynReferException.invalid("att_vec", "A label is 1, 0 or -1 (not labelled), not " + label + ".");
        }
        return (byte) label;
    }

    private void requireLength(String field, int length) {
        if (length != attributes.size()) {
            throw DynReferException.invalid(
                    field, "Expected one entry per attribute (" + attributes.size() + "), got " + length + ".");
        }
    }

    private static final class Tally {
        private final long[] counts = new long[4];

        void add(byte label, boolean decidedPositive) {
            if (label != UNLABELLED) {
                counts[(label == POSITIVE ? 0 : 2) + (decidedPositive ? 0 : 1)]++;
            }
        }

        DecisionCounts counts() {
            return new DecisionCounts(counts[0], counts[2], counts[3], counts[1]);
        }
    }
}
