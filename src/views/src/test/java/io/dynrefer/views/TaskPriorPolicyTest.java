package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskPriorPolicyTest {
    @Nested
    class Tags extends Contract {
        Tags() {
            super(Task.TAGS);
        }
    }

    @Nested
    class Category extends Contract {
        Category() {
            super(Task.CATEGORY);
        }
    }

    @Nested
    class Attributes extends Contract {
        Attributes() {
            super(Task.ATTRIBUTES);
        }
    }

    @Nested
    class Caption extends Contract {
        Caption() {
            super(Task.CAPTION);
        }
    }

    abstract static class Contract extends ViewSelectionPolicyContract {
        private final Task task;

        Contract(Task task) {
            this.task = task;
        }

        @Override
        ViewSelectionPolicy policy(int viewCount) {
            return new TaskPriorPolicy(task);
        }
    }

    @Test
    void coefficients_threeViews_thoseOfTheSweep() {
        assertThat(TaskPriorPolicy.coefficients(Task.ATTRIBUTES, 3)).containsExactly(0.0, 0.5, 1.0);
        assertThat(TaskPriorPolicy.coefficients(Task.CATEGORY, 3)).containsExactly(0.0, 0.5, 1.0);
        assertThat(TaskPriorPolicy.coefficients(Task.TAGS, 3)).containsExactly(0.0, 0.5, 1.0);
        assertThat(TaskPriorPolicy.coefficients(Task.CAPTION, 3)).containsExactly(0.0, 0.5, 1.0);
    }

    @Test
    void coefficients_everyRow_startsWithTheRegionAndWidens() {
        for (Task task : Task.values()) {
            for (int viewCount = 1; viewCount <= 4; viewCount++) {
                List<Double> row = TaskPriorPolicy.coefficients(task, viewCount);
                assertThat(row)
                        .as("%s, %d views", task, viewCount)
                        .hasSize(viewCount)
                        .startsWith(0.0);
                assertThat(row).doesNotHaveDuplicates().isSorted();
                assertThat(row).allSatisfy(t -> assertThat(t).isBetween(0.0, 1.0));
            }
        }
    }

    @Test
    void coefficients_rowsNotOfTheSweep_candidatesUpToHalf() {
        for (Task task : Task.values()) {
            for (int viewCount : new int[] {1, 2, 4}) {
                assertThat(TaskPriorPolicy.coefficients(task, viewCount).subList(1, viewCount))
                        .as("%s, %d views", task, viewCount)
                        .isSubsetOf(CandidateViews.COEFFICIENTS.subList(0, 5));
            }
        }
    }

    @Test
    void coefficients_moreViewsThanTheTableKnows_refusedWithTheNumber() {
        assertThatThrownBy(() -> TaskPriorPolicy.coefficients(Task.TAGS, 5))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("takes 5");
    }
}
