package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPriorTest {
    @Test
    void published_everyRow_startsWithTheRegionAndWidensToHalfAtMost() {
        for (int viewCount = 1; viewCount <= 4; viewCount++) {
            for (Task task : Task.values()) {
                assertThat(TaskPrior.published(viewCount).views(task))
                        .as("%s, %d views", task, viewCount)
                        .hasSize(viewCount)
                        .startsWith(0.0)
                        .doesNotHaveDuplicates()
                        .isSorted()
                        .allSatisfy(t -> assertThat(t).isBetween(0.0, 0.5));
            }
        }
    }

    @Test
    void published_moreViewsThanThePaperHas_refusedWithTheNumber() {
        assertThatThrownBy(() -> TaskPrior.published(5))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("takes 5");
    }

    @Test
    void construct_rowsOfDifferentLengthOrOutside_refused() {
        List<Double> two = List.of(0.0, 0.5);
        for (List<Double> odd : List.of(List.of(0.0), List.of(0.0, 1.5), List.of(0.0, Double.NaN))) {
            assertThatThrownBy(() -> new TaskPrior(two, two, odd, two))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining(odd.toString());
        }
    }
}
