package io.dynrefer.evaluation.published;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionSizeTest {
    @Test
    void of_area_hasCocosLimits() {
        assertThat(RegionSize.of(0)).isEqualTo(RegionSize.SMALL);
        assertThat(RegionSize.of(32 * 32 - 0.5)).isEqualTo(RegionSize.SMALL);
        assertThat(RegionSize.of(32 * 32)).isEqualTo(RegionSize.MEDIUM);
        assertThat(RegionSize.of(96 * 96 - 0.5)).isEqualTo(RegionSize.MEDIUM);
        assertThat(RegionSize.of(96 * 96)).isEqualTo(RegionSize.LARGE);
        assertThat(RegionSize.LARGE.title()).isEqualTo("large");
    }
}
