package io.dynrefer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.nn.Precision;
import io.dynrefer.referring.ReferResponse.Caption;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Region;
import io.dynrefer.region.ScoredLabel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An answer depends on its own request alone, whatever shares its forward passes. */
class NeighboursTest {
    private static final Region BOX = Region.box(455, 184, 273, 445);

    @Test
    void refer_withNeighboursInEveryBatch_answersAsAlone() {
        RegionAnswer alone = answer(1, 0, BOX);
        RegionAnswer among = answer(
                16,
                2,
                Region.box(0, 0, 120, 90),
                Region.box(200, 40, 60, 200),
                BOX,
                Region.box(20, 300, 250, 130),
                Region.box(300, 300, 40, 40));

        assertSame(among.tags(), alone.tags());
        assertSame(among.categories(), alone.categories());
        assertSame(among.attributes(), alone.attributes());
        Caption caption = Objects.requireNonNull(among.caption());
        Caption expected = Objects.requireNonNull(alone.caption());
        assertThat(caption.text()).isEqualTo(expected.text());
        assertThat(caption.controlWords()).isEqualTo(expected.controlWords());
        assertThat(caption.score()).isCloseTo(expected.score(), within(1e-4));
    }

    private static RegionAnswer answer(int batch, int position, Region... regions) {
        try (DynRefer dynrefer = DynRefer.builder(Checkout.MODEL)
                .precision(Precision.FP32)
                .batches(BatchSizes.of(batch))
                .open()) {
            return dynrefer.refer(Checkout.GIRAFFE, regions).regions().get(position);
        }
    }

    private static void assertSame(@Nullable List<ScoredLabel> actual, @Nullable List<ScoredLabel> expected) {
        List<ScoredLabel> given = Objects.requireNonNull(actual);
        List<ScoredLabel> wanted = Objects.requireNonNull(expected);
        assertThat(given)
                .extracting(ScoredLabel::name)
                .isEqualTo(wanted.stream().map(ScoredLabel::name).toList());
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(given.get(i).score()).isCloseTo(wanted.get(i).score(), within(1e-4));
        }
    }
}
