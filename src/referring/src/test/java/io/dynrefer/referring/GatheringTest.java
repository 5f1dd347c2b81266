package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GatheringTest {
    private static final int CALLERS = 6;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final Gathering<String, Integer, String> gathering = new Gathering<>(4, 1, this::work);

    /** The first batch waits until it is told to go on; a batch with a negative number fails. */
    private List<String> work(String key, List<Integer> items) {
        batches.add(items);
        first.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (items.stream().anyMatch(item -> item < 0)) {
            throw new IllegalArgumentException("no " + items);
        }
        return items.stream().map(item -> key + item).toList();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private CompletableFuture<List<String>> call(String key, Integer... items) {
        return CompletableFuture.supplyAsync(() -> gathering.apply(key, List.of(items)), threads);
    }

    /** Calls one after the other, all of them behind a call that is being computed. */
    private List<CompletableFuture<List<String>>> behindAnother(List<String> keys, int bad) throws Exception {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>(List.of(call("a", 0)));
        first.await();
        for (int i = 0; i < keys.size(); i++) {
            calls.add(call(keys.get(i), i == bad ? -1 : i + 1));
            while (gathering.waiting() < i + 1) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        return calls;
    }

    @Test
    void calls_thatComeMeanwhile_goTogether_upToTheMost_inTheirOrder() throws Exception {
        List<CompletableFuture<List<String>>> calls = behindAnother(Collections.nCopies(CALLERS, "a"), -1);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).join()).containsExactly("a" + i);
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
    }

    @Test
    void calls_ofAnotherKind_haveBatchesOfTheirOwn_andAreNotOvertaken() throws Exception {
        List<CompletableFuture<List<String>>> calls = behindAnother(List.of("a", "b", "b", "a"), -1);
        assertThat(calls.get(3).join()).containsExactly("b3");
        CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();
        assertThat(batches).containsExactly(List.of(0), List.of(1), List.of(2, 3), List.of(4));
    }

    @Test
    void call_thatFails_failsAlone() throws Exception {
        List<CompletableFuture<List<String>>> calls = behindAnother(List.of("a", "a", "a"), 1);
        assertThat(calls.get(1).join()).containsExactly("a1");
        assertThat(calls.get(3).join()).containsExactly("a3");
        assertThatThrownBy(calls.get(2)::join).hasMessageContaining("no [-1]");
    }

    @Test
    void call_ofMoreThanTheMost_goesByItself() {
        go.countDown();
        Integer[] many = IntStream.range(0, 9).boxed().toArray(Integer[]::new);
        assertThat(call("a", many).join()).hasSize(9);
        assertThat(batches).hasSize(1);
    }
}
