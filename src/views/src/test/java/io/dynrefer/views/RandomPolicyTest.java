package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomPolicyTest extends ViewSelectionPolicyContract {
    private static final long SEED = 42;

    @Override
    ViewSelectionPolicy policy(int viewCount) {
        return new RandomPolicy(SEED);
    }

    @Override
    List<Integer> viewCounts() {
        return List.of(1, 2, 3, 4, 11);
    }

    @Test
    void select_manyDraws_distinctUniformInAnyOrder() {
        RandomPolicy policy = new RandomPolicy(SEED);
        PlacedRegion region = regions().get(0);
        Map<Double, Integer> counts = new HashMap<>();
        Set<List<Double>> orders = new HashSet<>();
        for (int draw = 0; draw < 5000; draw++) {
            List<Double> selected = policy.select(region, 3);
            assertThat(selected).as("seed %d", SEED).doesNotHaveDuplicates();
            selected.subList(1, 3).forEach(t -> counts.merge(t, 1, Integer::sum));
            orders.add(selected);
        }
        assertThat(counts.keySet())
                .as("seed %d", SEED)
                .containsExactlyInAnyOrderElementsOf(CandidateViews.COEFFICIENTS);
        assertThat(counts.values())
                .as("seed %d", SEED)
                .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
        assertThat(orders).as("seed %d", SEED).hasSize(90); // every ordered pair of ten
    }

    @Test
    void select_moreThanTheCandidates_refused() {
        assertThatThrownBy(() -> new RandomPolicy(SEED).select(regions().get(0), 12))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("takes 12");
    }
}
