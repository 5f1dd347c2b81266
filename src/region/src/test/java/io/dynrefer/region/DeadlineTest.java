package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void inBatches_whenTheTimeIsOver_endsBetweenTwoBatches() {
        List<Integer> begun = new ArrayList<>();

        assertThatThrownBy(() -> Deadline.during(
                        Deadline.in(Duration.ofMillis(50)),
                        () -> BatchSizes.inBatches(1, List.of(1, 2, 3), batch -> {
                            begun.addAll(batch);
                            pause(Duration.ofMillis(100));
                            return batch;
                        })))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT));

        assertThat(begun).containsExactly(1);
    }

    @Test
    void during_overBeforeItBegins_doesNothing() {
        assertThatThrownBy(() -> Deadline.during(0L, () -> {
                    throw new AssertionError("began");
                }))
                .isInstanceOf(DynReferException.class);
    }

    @Test
    void check_outsideOrWithoutDeadline_goesOn() {
        assertThat(Deadline.<String>during(null, () -> "done")).isEqualTo("done");
        Deadline.during(Deadline.in(Duration.ofHours(1)), () -> Deadline.<String>during(null, () -> "inner"));
        assertThatCode(Deadline::check).doesNotThrowAnyException();
    }

    @Test
    void outOfMemory_howeverDeep_isFound() {
        Throwable deep =
                new IllegalStateException(new IOException("Caught exception during read", new OutOfMemoryError()));

        assertThat(OutOfMemory.in(deep)).isTrue();
        assertThat(OutOfMemory.in(new IllegalStateException("heap"))).isFalse();
        assertThat(OutOfMemory.refusal(deep).code().retryable()).isTrue();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
