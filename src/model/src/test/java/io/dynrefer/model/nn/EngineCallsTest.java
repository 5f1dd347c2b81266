package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineCallsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final EngineCalls calls = new EngineCalls();

    @Test
    void end_whileACallIsUnderWay_waitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> calls.call(() -> {
            begun.countDown();
            await(goOn);
            return calls.call(() -> "within itself");
        }));
        await(begun);

        assertThat(calls.end(Duration.ZERO)).isFalse();
        assertThat(calls.call(() -> "after impatience")).isEqualTo("after impatience");
        CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(this::end);
        assertThat(end).isNotDone();
        goOn.countDown();

        assertThat(end.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(call.get(1, TimeUnit.MINUTES)).isEqualTo("within itself");
    }

    @Test
    void call_afterTheEnd_doesNotBegin() throws Exception {
        assertThat(calls.end(LONG)).isTrue();
        CountDownLatch ran = new CountDownLatch(1);
        Thread late = new Thread(() -> calls.call(() -> {
            ran.countDown();
            return "late";
        }));
        late.setDaemon(true);
        late.start();

        while (late.getState() != Thread.State.WAITING && ran.getCount() == 1) {
            Thread.onSpinWait();
        }
        assertThat(ran.getCount()).isEqualTo(1);
    }

    private boolean end() {
        try {
            return calls.end(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
