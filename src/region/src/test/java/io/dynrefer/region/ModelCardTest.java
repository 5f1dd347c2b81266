package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final String ID = "0123456789abcdef";

    @Test
    void construction_keepsWhatItIsGiven() {
        ModelCard card = new ModelCard(ID, ID, "tiny", 3, 56, false, 0.7, null);

        assertThat(card.viewCount()).isEqualTo(3);
        assertThat(card.trained()).isFalse();
    }

    @Test
    void construction_malformed_namesFileAndField() {
        assertRefused("id", () -> new ModelCard("ABC", ID, "tiny", 3, 56, false, 0.7, null));
        assertRefused("encoder_id", () -> new ModelCard(ID, "", "tiny", 3, 56, false, 0.7, null));
        assertRefused("preset", () -> new ModelCard(ID, ID, " ", 3, 56, false, 0.7, null));
        assertRefused("view_count", () -> new ModelCard(ID, ID, "tiny", 0, 56, false, 0.7, null));
        assertRefused("view_size", () -> new ModelCard(ID, ID, "tiny", 3, 0, false, 0.7, null));
        assertRefused("tag_threshold", () -> new ModelCard(ID, ID, "tiny", 3, 56, false, Double.NaN, null));
    }

    @Test
    void part_isOfTheWeightsWhoseDigitsItsIdBeginsWith() {
        String id = ID + "0000";

        assertThat(ModelCard.isPart(id, ID + "-fp32")).isTrue();
        assertThat(ModelCard.isPart(id, "fedcba9876543210-fp32")).isFalse();
        assertThat(ModelCard.isPart(id, "0123-fp32"))
                .as("too few digits to tell")
                .isFalse();
        assertThat(ModelCard.isPart(id, "m")).isFalse();
    }

    @Test
    void views_ofATask_theModelsOwnOrThePapers() {
        ModelCard card = new ModelCard(ID, ID, "tiny", 3, 56, false, 0.7, null);
        ModelCard own = card.withTaskPrior(TaskPrior.all(List.of(0.0, 0.5, 1.0)));

        assertThat(card.views(Task.ATTRIBUTES)).containsExactly(0.0, 0.1, 0.2);
        assertThat(own.views(Task.ATTRIBUTES)).containsExactly(0.0, 0.5, 1.0);
        assertRefused("task_prior", () -> card.withTaskPrior(TaskPrior.all(List.of(0.0, 1.0))));
    }

    @Test
    void steeringTasks_areTagsAndWithANamingThresholdTheCategory() {
        ModelCard card = new ModelCard(ID, ID, "tiny", 3, 56, false, 0.7, null);

        assertThat(card.steeringTasks()).containsExactly(Task.TAGS);
        assertThat(card.withNamingThreshold(0.2).steeringTasks()).containsExactlyInAnyOrder(Task.TAGS, Task.CATEGORY);
        assertRefused("naming_threshold", () -> card.withNamingThreshold(1.5));
    }

    private static void assertRefused(String field, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOfSatisfying(
                        DynReferException.class,
                        failure -> assertThat(failure.field()).contains("model.json: " + field));
    }
}
