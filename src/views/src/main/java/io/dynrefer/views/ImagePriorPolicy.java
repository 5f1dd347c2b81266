package io.dynrefer.views;

import java.util.ArrayList;
import java.util.List;

/**
 * The image prior: the views whose perceptual hash gains most over the region's own, per t (METHOD 2).
 *
 * <p>As in the research code, a chosen candidate's score is set to 0 instead of the candidate being removed, so that a
 * flat picture, where every score is 0, takes t = 0.1 again and again.
 */
public record ImagePriorPolicy() implements ViewSelectionPolicy {
    /**
     * One candidate's gain.
     *
     * @param hammingDistance bits that differ from the hash of the view t = 0
     * @param score {@code hammingDistance / t}
     */
    public record Candidate(double t, PerceptualHash hash, int hammingDistance, double score) {}

    /** Every candidate's hash and score, smallest t first. */
    public static List<Candidate> candidates(PlacedRegion region) {
        return candidates(region, CandidateViews.COEFFICIENTS);
    }

    /** The hash and score of the views at these coefficients, in their order. */
    public static List<Candidate> candidates(PlacedRegion region, List<Double> coefficients) {
        PerceptualHash own = region.hash(0);
        return coefficients.stream().map(t -> candidate(t, own, region.hash(t))).toList();
    }

    private static Candidate candidate(double t, PerceptualHash own, PerceptualHash hash) {
        int distance = own.hammingDistance(hash);
        return new Candidate(t, hash, distance, distance / t);
    }

    @Override
    public List<Double> select(PlacedRegion region, int viewCount) {
        return viewCount == 1 ? List.of(0.0) : best(candidates(region), viewCount);
    }

    /** The choice among {@code candidates}: 0, then the best by score; a tie goes to the smaller t. */
    public static List<Double> best(List<Candidate> candidates, int viewCount) {
        double[] scores = candidates.stream().mapToDouble(Candidate::score).toArray();
        List<Double> chosen = new ArrayList<>(List.of(0.0));
        while (chosen.size() < viewCount) {
            int best = firstMaximum(scores);
            chosen.add(candidates.get(best).t());
            scores[best] = 0;
        }
        return List.copyOf(chosen);
    }

    private static int firstMaximum(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
