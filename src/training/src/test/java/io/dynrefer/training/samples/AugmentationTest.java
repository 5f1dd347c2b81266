package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int SAMPLES = 8;
    private static final int VIEWS = 3;
    private static final int TOKENS = 10;
    private static final int WIDTH = 40;
    private static final long[] SEEDS = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void apply_nothing_changesNothing() {
        assertThat(ofOnes(new Augmentation(0, 0, 0), SEEDS)).containsOnly(1f);
    }

    @Test
    void apply_channels_leavesOutTheSameOfAllViewsAndKeepsTheMean() {
        float[] changed = ofOnes(new Augmentation(0.25, 0, 0), SEEDS);
        int left = 0;
        double sum = 0;
        for (int i = 0; i < changed.length; i++) {
            int sample = i / (VIEWS * TOKENS * WIDTH);
            assertThat(changed[i]).isEqualTo(changed[sample * VIEWS * TOKENS * WIDTH + i % WIDTH]);
            left += changed[i] == 0 ? 1 : 0;
            sum += changed[i];
        }
        assertThat(left / (double) changed.length).isCloseTo(0.25, within(0.08));
        assertThat(sum / changed.length).isCloseTo(1, within(0.1));
    }

    @Test
    void apply_tokens_leavesOutWholeTokensButNeverTheFirst() {
        float[] changed = ofOnes(new Augmentation(0, 0.5, 0), SEEDS);
        int left = 0;
        for (int token = 0; token < SAMPLES * VIEWS * TOKENS; token++) {
            float first = changed[token * WIDTH];
            for (int channel = 0; channel < WIDTH; channel++) {
                assertThat(changed[token * WIDTH + channel]).isEqualTo(first);
            }
            if (token % TOKENS == 0) {
                assertThat(first).isEqualTo(1);
            }
            left += first == 0 ? 1 : 0;
        }
        assertThat(left / (SAMPLES * VIEWS * (TOKENS - 1.0))).isCloseTo(0.5, within(0.12));
    }

    @Test
    void apply_shift_movesAllTokensOfASampleAlike() {
        float[] changed = ofOnes(new Augmentation(0, 0, 2), SEEDS);
        double squares = 0;
        for (int i = 0; i < changed.length; i++) {
            int sample = i / (VIEWS * TOKENS * WIDTH);
            assertThat(changed[i]).isEqualTo(changed[sample * VIEWS * TOKENS * WIDTH + i % WIDTH]);
            squares += (changed[i] - 1) * (changed[i] - 1);
        }
        assertThat(Math.sqrt(squares / changed.length)).isCloseTo(2, within(0.3));
    }

    @Test
    void apply_aSample_dependsOnItsSeedAlone() {
        Augmentation augmentation = new Augmentation(0.3, 0.3, 0.5);
        float[] all = ofOnes(augmentation, SEEDS);
        float[] last = ofOnes(augmentation, new long[] {8});
        int size = VIEWS * TOKENS * WIDTH;
        assertThat(Arrays.copyOfRange(all, 7 * size, 8 * size)).isEqualTo(last);
    }

    @Test
    void constructor_outOfRange_namesTheField() {
        assertThatThrownBy(() -> new Augmentation(1, 0, 0))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("augmentation.channels");
        assertThatThrownBy(() -> new Augmentation(0, -0.1, 0)).hasMessageContaining("augmentation.tokens");
        assertThatThrownBy(() -> new Augmentation(0, 0, Double.NaN)).hasMessageContaining("augmentation.shift");
    }

    private static float[] ofOnes(Augmentation augmentation, long[] seeds) {
        return Inference.call(manager -> {
            NDArray ones = manager.ones(new Shape((long) seeds.length * VIEWS, TOKENS, WIDTH));
            return augmentation.apply(ones, seeds).toFloatArray();
        });
    }
}
