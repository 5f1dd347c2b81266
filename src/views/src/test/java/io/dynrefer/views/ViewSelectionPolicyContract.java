package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.RgbImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every view selection policy owes. To add a policy, extend this and pass. */
abstract class ViewSelectionPolicyContract {
    private static final long SEED = 17;

    /** A fresh policy that serves models of this many views. */
    abstract ViewSelectionPolicy policy(int viewCount);

    /** The numbers of views it serves. */
    List<Integer> viewCounts() {
        return List.of(1, 2, 3, 4);
    }

    @Test
    final void select_everyViewCount_asManyViewsTheRegionFirst() {
        assertThat(viewCounts()).isNotEmpty();
        for (PlacedRegion region : regions()) {
            for (int viewCount : viewCounts()) {
                List<Double> selected = policy(viewCount).select(region, viewCount);
                assertThat(selected).as("seed %d, %s", SEED, region.box()).hasSize(viewCount);
                assertThat(selected.get(0)).isZero();
                assertThat(selected.subList(1, viewCount))
                        .allSatisfy(t -> assertThat(t).isBetween(0.0, 1.0));
            }
        }
    }

    @Test
    final void select_freshPolicySameRegion_sameViews() {
        for (PlacedRegion region : regions()) {
            for (int viewCount : viewCounts()) {
                assertThat(policy(viewCount).select(region, viewCount))
                        .as("seed %d, %s", SEED, region.box())
                        .isEqualTo(policy(viewCount).select(region, viewCount));
            }
        }
    }

    @Test
    final void select_result_cannotBeChanged() {
        List<Double> selected = policy(viewCounts().get(0))
                .select(regions().get(0), viewCounts().get(0));

        assertThat(selected).isUnmodifiable();
    }

    /** Regions of noise, of a flat picture, and the whole picture. */
    static List<PlacedRegion> regions() {
        RgbImage noise = Pictures.noise(60, 40, new Random(SEED));
        RgbImage flat = Pictures.flat(60, 40, 90);
        BoxRegion part = new BoxRegion(new Box(12.5, 8, 30, 29.75));
        return List.of(
                PlacedRegion.of(noise, part),
                PlacedRegion.of(noise, new BoxRegion(new Box(0, 0, 60, 40))),
                PlacedRegion.of(flat, part));
    }
}
