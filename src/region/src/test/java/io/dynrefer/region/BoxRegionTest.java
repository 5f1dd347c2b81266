package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoxRegionTest {
    @Test
    void bounds_atLeastAPixel_unchanged() {
        Box box = new Box(1.7, 2, 2.7, 9.5);

        assertThat(new BoxRegion(box).bounds()).isEqualTo(box);
    }

    @Test
    void bounds_narrowerThanAPixel_widened() {
        assertThat(new BoxRegion(new Box(3, 2, 3.25, 2.5)).bounds()).isEqualTo(new Box(2.25, 1.5, 3.25, 2.5));
    }

    @Test
    void construct_withoutArea_emptyRegion() {
        assertThatThrownBy(() -> new BoxRegion(new Box(3, 2, 3, 8)))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("empty")
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.EMPTY_REGION));
    }

    @Test
    void construct_notANumber_refused() {
        assertThatThrownBy(() -> new Box(Double.NaN, 0, 1, 1))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new Box(2, 0, 1, 1))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("x1 <= x2");
    }
}
