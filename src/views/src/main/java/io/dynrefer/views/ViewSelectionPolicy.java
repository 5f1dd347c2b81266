package io.dynrefer.views;

import java.util.List;

/** Chooses the views of a region. The contract kit {@code ViewSelectionPolicyContract} says what every policy owes. */
public interface ViewSelectionPolicy {
    /**
     * The interpolation coefficients of the views, in the order the model takes them: {@code viewCount} numbers in [0,
     * 1], 0 first but where an experiment names others. The order is data; a policy may repeat a coefficient.
     *
     * @param viewCount the number of views the model takes, at least 1
     * @throws io.dynrefer.region.DynReferException a 400 when this policy cannot serve that number of views
     */
    List<Double> select(PlacedRegion region, int viewCount);
}
