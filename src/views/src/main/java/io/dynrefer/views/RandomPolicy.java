package io.dynrefer.views;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random views for training: distinct candidates, uniform, in random order (METHOD 2 and 5). Seeded, so the same
 * sequence of calls gives the same sequence of views. Not thread-safe.
 */
public final class RandomPolicy implements ViewSelectionPolicy {
    private final Random random;

    public RandomPolicy(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public List<Double> select(PlacedRegion region, int viewCount) {
        int candidates = CandidateViews.COEFFICIENTS.size();
        if (viewCount < 1 || viewCount > candidates + 1) {
            throw DynReferException.invalid(
                    "views",
                    "Random views are distinct, so 1 to " + (candidates + 1) + " of them; the model takes " + viewCount
                            + ".");
        }
        List<Double> shuffled = new ArrayList<>(CandidateViews.COEFFICIENTS);
        Collections.shuffle(shuffled, random);
        List<Double> chosen = new ArrayList<>(List.of(0.0));
        chosen.addAll(shuffled.subList(0, viewCount - 1));
        return List.copyOf(chosen);
    }
}
