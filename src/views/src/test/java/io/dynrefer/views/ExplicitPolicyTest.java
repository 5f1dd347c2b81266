package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ViewSelection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplicitPolicyTest extends ViewSelectionPolicyContract {
    private static final List<Double> COEFFICIENTS = List.of(0.0, 0.5, 0.25, 1.0);

    @Override
    ViewSelectionPolicy policy(int viewCount) {
        return new ExplicitPolicy(new ViewSelection.Explicit(COEFFICIENTS.subList(0, viewCount)));
    }

    @Test
    void select_callersOrder_kept() {
        assertThat(policy(4).select(regions().get(0), 4)).containsExactly(0.0, 0.5, 0.25, 1.0);
    }

    @Test
    void select_moreOrFewerThanTheModelTakes_namesBothNumbers() {
        for (int named : new int[] {2, 4}) {
            assertThatThrownBy(() -> policy(named).select(regions().get(0), 3))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("takes 3")
                    .hasMessageContaining("names " + named)
                    .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .satisfies(e -> assertThat(((DynReferException) e).field()).contains("views"));
        }
    }
}
