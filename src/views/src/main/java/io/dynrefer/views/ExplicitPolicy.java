package io.dynrefer.views;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ViewSelection;
import java.util.List;

/** The views the caller named, in the caller's order. */
record ExplicitPolicy(ViewSelection.Explicit selection) implements ViewSelectionPolicy {
    /** The caller's coefficients; a 400 naming both numbers unless they are as many as the model takes. */
    public static List<Double> coefficients(ViewSelection.Explicit selection, int viewCount) {
        int named = selection.coefficients().size();
        if (named != viewCount) {
            throw DynReferException.invalid(
                    "views",
                    "The model takes " + viewCount + " views (the region's own, 0, among them); the request names "
                            + named + ": " + selection.coefficients() + ".");
        }
        return selection.coefficients();
    }

    @Override
    public List<Double> select(PlacedRegion region, int viewCount) {
        return coefficients(selection, viewCount);
    }
}
