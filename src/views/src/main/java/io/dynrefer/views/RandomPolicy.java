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
    private final List<Double> candidates;

    /** Chooses among all of {@link CandidateViews}. */
    public RandomPolicy(long seed) {
        this(seed, CandidateViews.COEFFICIENTS);
    }

    /** Chooses among {@code candidates}, coefficients in (0, 1]. */
    public RandomPolicy(long seed, List<Double> candidates) {
        this.random = new Random(seed);
        this.candidates = List.copyOf(candidates);
    }

    @Override
    public List<Double> select(PlacedRegion region, int viewCount) {
        return select(viewCount);
    }

    /** The same for a region that need not be known, as chance does not look at it. */
    public List<Double> select(int viewCount) {
        if (viewCount < 1 || viewCount > candidates.size() + 1) {
            throw DynReferException.invalid(
                    "views",
                    "Random views are distinct, so 1 to " + (candidates.size() + 1) + " of them; the model takes "
                            + viewCount + ".");
        }
        List<Double> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, random);
        List<Double> chosen = new ArrayList<>(List.of(0.0));
        chosen.addAll(shuffled.subList(0, viewCount - 1));
        return List.copyOf(chosen);
    }
}
