package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final String ID = "0123456789abcdef";

    @Test
    void construction_keepsWhatItIsGiven() {
        ModelCard card = new ModelCard(ID, ID, "tiny", 3, 56, false, 0.7);

        assertThat(card.viewCount()).isEqualTo(3);
        assertThat(card.trained()).isFalse();
    }

    @Test
    void construction_malformed_namesFileAndField() {
        assertRefused("id", () -> new ModelCard("ABC", ID, "tiny", 3, 56, false, 0.7));
        assertRefused("encoder_id", () -> new ModelCard(ID, "", "tiny", 3, 56, false, 0.7));
        assertRefused("preset", () -> new ModelCard(ID, ID, " ", 3, 56, false, 0.7));
        assertRefused("view_count", () -> new ModelCard(ID, ID, "tiny", 0, 56, false, 0.7));
        assertRefused("view_size", () -> new ModelCard(ID, ID, "tiny", 3, 0, false, 0.7));
        assertRefused("tag_threshold", () -> new ModelCard(ID, ID, "tiny", 3, 56, false, Double.NaN));
    }

    private static void assertRefused(String field, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOfSatisfying(
                        DynReferException.class,
                        failure -> assertThat(failure.field()).contains("model.json: " + field));
    }
}
