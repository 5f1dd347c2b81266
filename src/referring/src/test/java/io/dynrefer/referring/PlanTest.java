package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Task;
import io.dynrefer.region.TaskPrior;
import io.dynrefer.region.ViewSelection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final Set<Task> ALL = Set.of(Task.values());
    private static final ModelCard CARD = PipelineFixture.CARD;

    @Test
    void of_byTask_givesEveryTaskViewsOfItsOwn() {
        Plan plan = Plan.of(ALL, new ViewSelection.ByTask(), List.of("red"), CARD);

        assertThat(plan.referrals())
                .hasSize(4)
                .allSatisfy(referral -> assertThat(referral.tasks()).hasSize(1));
    }

    @Test
    void of_byTaskWithTheSameViewsForSome_letsTheseShareOneRepresentation() {
        List<Double> wide = List.of(0.0, 0.5, 1.0);
        List<Double> tight = List.of(0.0, 0.1, 0.2);
        ModelCard card = CARD.withTaskPrior(new TaskPrior(wide, tight, wide, wide));

        Plan plan = Plan.of(ALL, new ViewSelection.ByTask(), List.of(), card);

        assertThat(plan.referrals())
                .containsExactly(
                        new Referral(
                                new ViewSelection.Explicit(wide), List.of(Task.TAGS, Task.ATTRIBUTES, Task.CAPTION)),
                        new Referral(new ViewSelection.Explicit(tight), List.of(Task.CATEGORY)));
    }

    @Test
    void of_byImage_letsAllTasksShareOneRepresentation() {
        Plan plan = Plan.of(ALL, new ViewSelection.ByImage(), List.of(), CARD);

        assertThat(plan.referrals()).containsExactly(new Referral(new ViewSelection.ByImage(), List.of(Task.values())));
    }

    @Test
    void of_captionWithoutControls_predictsTagsFirstWithoutAnsweringThem() {
        Plan plan = Plan.of(Set.of(Task.CAPTION), new ViewSelection.ByTask(), List.of(), CARD);

        assertThat(plan.captionSteering()).isEqualTo(Plan.CaptionSteering.PREDICTED_TAGS);
        assertThat(plan.runs(Task.TAGS)).isTrue();
        assertThat(plan.requested()).containsExactly(Task.CAPTION);
    }

    @Test
    void of_captionOfWeightsThatNameFirst_predictsCategoryAndTags() {
        ModelCard naming = CARD.withNamingThreshold(0.3);

        Plan plan = Plan.of(Set.of(Task.CAPTION), new ViewSelection.ByTask(), List.of(), naming);

        assertThat(plan.captionSteering()).isEqualTo(Plan.CaptionSteering.PREDICTED_NAME_AND_TAGS);
        assertThat(plan.runs(Task.TAGS)).isTrue();
        assertThat(plan.runs(Task.CATEGORY)).isTrue();
        assertThat(plan.requested()).containsExactly(Task.CAPTION);
        assertThat(Plan.of(Set.of(Task.CAPTION), new ViewSelection.ByTask(), List.of("red"), naming)
                        .captionSteering())
                .isEqualTo(Plan.CaptionSteering.CALLERS_WORDS);
        assertThat(Plan.of(Set.of(Task.TAGS), new ViewSelection.ByTask(), List.of(), naming)
                        .runs(Task.CATEGORY))
                .isFalse();
    }

    @Test
    void of_captionWithControls_runsNoTagDecoder() {
        Plan plan = Plan.of(Set.of(Task.CAPTION), new ViewSelection.ByTask(), List.of("red"), CARD);

        assertThat(plan.captionSteering()).isEqualTo(Plan.CaptionSteering.CALLERS_WORDS);
        assertThat(plan.runs(Task.TAGS)).isFalse();
    }

    @Test
    void of_tagsCategoryAttributes_neverRunsTheLanguageModel() {
        for (Task task : List.of(Task.TAGS, Task.CATEGORY, Task.ATTRIBUTES)) {
            assertThat(Plan.of(Set.of(task), new ViewSelection.ByTask(), List.of(), CARD)
                            .runs(Task.CAPTION))
                    .as(task.wireName())
                    .isFalse();
        }
    }
}
