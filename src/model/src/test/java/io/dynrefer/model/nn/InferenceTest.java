package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InferenceTest {
    /** These tests ask the engine's own functions, too, before any call has loaded it. */
    @BeforeAll
    static void loadEngine() {
        assertThat(Inference.gpus()).isNotNegative();
    }

    @Test
    void call_turnsGradientsOff_andRestoresTheThreadsSetting() {
        CompletableFuture.runAsync(() -> {
                    for (boolean before : new boolean[] {true, false}) {
                        JniUtils.setGradMode(before);
                        boolean during = Inference.call(manager -> JniUtils.isGradMode());
                        assertThat(during).isFalse();
                        assertThat(JniUtils.isGradMode()).isEqualTo(before);
                    }
                })
                .join();
    }

    @Test
    void call_restoresTheSetting_whenTheBodyFails() {
        CompletableFuture.runAsync(() -> {
                    JniUtils.setGradMode(true);
                    assertThatThrownBy(() -> Inference.call(manager -> {
                                throw new IllegalStateException("body");
                            }))
                            .hasMessage("body");
                    assertThat(JniUtils.isGradMode()).isTrue();
                })
                .join();
    }

    @Test
    void call_closesEverythingMade_evenWhatLandedOnAnotherManager() {
        try (NDManager weights = Inference.newManager()) {
            NDArray weight = weights.create(new float[] {1, 2});
            int before = weights.getManagedArrays().size();
            float sum = Inference.call(manager ->
                    weight.mul(manager.create(new float[] {3, 4})).sum().getFloat());
            assertThat(sum).isEqualTo(11f);
            assertThat(weights.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void scope_keepsOnlyTheResult_andHandsItToTheEnclosingScope() {
        Inference.call(manager -> {
            NDArray input = manager.create(new float[] {1, 2});
            List<NDArray> made = new ArrayList<>();
            NDArray outer = Scope.of(() -> {
                NDArray inner = Scope.of(() -> {
                    made.add(input.add(input));
                    return made.get(0).square();
                });
                made.add(inner);
                assertThat(made.get(0).isReleased()).isTrue();
                assertThat(inner.isReleased()).isFalse();
                return inner.neg();
            });
            assertThat(made.get(1).isReleased()).isTrue();
            assertThat(outer.toFloatArray()).containsExactly(-4f, -16f);
            assertThat(input.isReleased()).isFalse();
            return null;
        });
    }

    @Test
    void chain_runsTheLayersInOrder_andLeavesTheInputOpen() {
        List<Function<NDArray, NDArray>> layers = List.of(x -> x.add(x), NDArray::square, NDArray::neg);
        Inference.call(manager -> {
            NDArray input = manager.create(new float[] {3});
            assertThat(Scope.chain(input, layers, layer -> layer).toFloatArray())
                    .containsExactly(-36f);
            assertThat(input.isReleased()).isFalse();
            assertThat(Scope.chain(input, List.<Function<NDArray, NDArray>>of(), layer -> layer))
                    .isSameAs(input);
            return null;
        });
    }
}
