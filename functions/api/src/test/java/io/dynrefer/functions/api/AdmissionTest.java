package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.Settings;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(Settings.of(
            GatewaySettings.class, Map.of("dynrefer.gateway.max-in-flight", "1", "dynrefer.gateway.threads", "1")));

    @AfterEach
    void stop() {
        admission.stop();
    }

    @Test
    void run_refusesWhatIsTooMuchUntilAPlaceIsFree() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> first =
                admission.run(() -> (CompletionStage<String>) work).subscribeAsCompletionStage();

        assertThatThrownBy(() -> answer("second")).isInstanceOfSatisfying(DynReferException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.OVER_CAPACITY);
            assertThat(refusal.code().status()).isEqualTo(503);
            assertThat(refusal.code().retryable()).isTrue();
        });

        work.complete("first");
        assertThat(first.join()).isEqualTo("first");
        assertThat(answer("third")).isEqualTo("third");
    }

    @Test
    void run_givesThePlaceBackWhenTheWorkCannotStart() {
        assertThatThrownBy(() -> admission
                        .run(() -> {
                            throw new IllegalStateException("cannot start");
                        })
                        .await()
                        .indefinitely())
                .hasMessageContaining("cannot start");

        assertThat(answer("next")).isEqualTo("next");
    }

    @Test
    void isStuck_whileEveryPlaceIsTakenAndNothingEnds() {
        assertThat(admission.isStuck(Duration.ZERO)).isFalse();
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> first =
                admission.run(() -> (CompletionStage<String>) work).subscribeAsCompletionStage();

        assertThat(admission.isStuck(Duration.ZERO)).isTrue();
        assertThat(admission.isStuck(Duration.ofHours(1))).isFalse();
        work.complete("first");
        assertThat(first.join()).isEqualTo("first");
        assertThat(admission.isStuck(Duration.ZERO)).isFalse();
    }

    private String answer(String text) {
        return admission
                .run(() -> CompletableFuture.completedFuture(text))
                .await()
                .indefinitely();
    }
}
