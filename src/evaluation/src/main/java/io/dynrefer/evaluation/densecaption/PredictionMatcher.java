package io.dynrefer.evaluation.densecaption;

import io.dynrefer.evaluation.densecaption.MatchedPrediction.Claim;
import io.dynrefer.region.BoxOverlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each prediction of an image, best score first, the region it overlaps most; the region is then used up, however
 * small the overlap (METHOD 6, REFERENCE-NOTES 27).
 */
public final class PredictionMatcher {
    private PredictionMatcher() {}

    /** One entry per prediction, best score first; equal scores keep their order. */
    public static List<MatchedPrediction> match(List<MergedRegion> regions, List<CaptionPrediction> predictions) {
        boolean[] used = new boolean[regions.size()];
        List<MatchedPrediction> matched = new ArrayList<>();
        predictions.stream()
                .sorted(Comparator.comparingDouble(CaptionPrediction::score).reversed())
                .forEachOrdered(prediction -> matched.add(match(prediction, regions, used)));
        return matched;
    }

    private static MatchedPrediction match(CaptionPrediction prediction, List<MergedRegion> regions, boolean[] used) {
        int best = -1;
        double overlap = 0;
        for (int i = 0; i < regions.size(); i++) {
            double candidate = BoxOverlap.intersectionOverUnion(
                    prediction.box(), regions.get(i).box());
            if (candidate > overlap) {
                best = i;
                overlap = candidate;
            }
        }
        if (best < 0) {
            return new MatchedPrediction(prediction, Claim.REFUSED, 0, List.of());
        }
        Claim claim = used[best] ? Claim.REFUSED : Claim.FIRST;
        used[best] = true;
        return new MatchedPrediction(
                prediction, claim, overlap, regions.get(best).captions());
    }
}
