package io.dynrefer.referring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of several threads share batches: those that come while a batch is computed wait for it and then go
 * together, in the order they came. A call that comes alone waits for nobody, and a batch never holds more items than
 * it may, but for a single call that does. Whoever came first computes for the others.
 *
 * <p>A batch that fails is taken apart: each of its calls is made by itself, in its own thread.
 *
 * @param <K> what calls must have in common to share a batch
 */
final class Gathering<K, I, O> {
    private static final System.Logger LOG = System.getLogger(Gathering.class.getName());

    private final int most;
    private final int lanes;
    private final BiFunction<K, List<I>, ? extends List<? extends O>> work;
    private final Deque<Call<K, I, O>> waiting = new ArrayDeque<>(); // guarded by this
    private int running; // batches; guarded by this

    /**
     * @param most items of a batch; a single call may have more
     * @param lanes batches that are computed at once
     * @param work one result per item
     */
    Gathering(int most, int lanes, BiFunction<K, List<I>, ? extends List<? extends O>> work) {
        this.most = most;
        this.lanes = lanes;
        this.work = work;
    }

    /** Calls that nobody computes yet. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** A call that waits, and what became of it; the fields that change are guarded by the gathering. */
    private static final class Call<K, I, O> {
        private final K key;
        private final List<I> items;
        private @Nullable List<O> results;
        private boolean alone; // to be made by itself

        Call(K key, List<I> items) {
            this.key = key;
            this.items = items;
        }

        boolean isOpen() {
            return results == null && !alone;
        }
    }

    /** One result per item. */
    List<O> apply(K key, List<I> items) {
        Call<K, I, O> call = new Call<>(key, List.copyOf(items));
        List<Call<K, I, O>> batch = await(call);
        if (batch.size() == 1) {
            try {
                return List.copyOf(work.apply(key, call.items));
            } finally {
                decide(batch, null);
            }
        }
        if (!batch.isEmpty()) {
            compute(batch);
        }
        List<O> results = results(call);
        return results == null ? List.copyOf(work.apply(key, call.items)) : results;
    }

    private synchronized @Nullable List<O> results(Call<K, I, O> call) {
        return call.results;
    }

    /** The batch that begins with this call, for its thread to compute; empty if another's decided it. */
    private synchronized List<Call<K, I, O>> await(Call<K, I, O> own) {
        waiting.add(own);
        while (own.isOpen() && (running == lanes || waiting.peek() != own)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                waiting.remove(own);
                own.alone = true;
            }
        }
        return own.isOpen() ? take() : List.of();
    }

    /** The first call and those right behind it that fit. */
    private List<Call<K, I, O>> take() {
        running++;
        List<Call<K, I, O>> batch = new ArrayList<>(List.of(waiting.remove()));
        int items = batch.get(0).items.size();
        while (!waiting.isEmpty()
                && waiting.element().key.equals(batch.get(0).key)
                && items + waiting.element().items.size() <= most) {
            items += waiting.element().items.size();
            batch.add(waiting.remove());
        }
        notifyAll(); // whose call is first now may begin in another lane
        return batch;
    }

    private void compute(List<Call<K, I, O>> batch) {
        List<I> items = batch.stream().flatMap(call -> call.items.stream()).toList();
        List<? extends O> results = null;
        try {
            results = work.apply(batch.get(0).key, items);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A batch of several calls failed; each is made by itself", e);
        } finally {
            decide(batch, results);
        }
    }

    private synchronized void decide(List<Call<K, I, O>> batch, @Nullable List<? extends O> results) {
        int next = 0;
        for (Call<K, I, O> call : batch) {
            if (results == null) {
                call.alone = true;
            } else {
                call.results = List.copyOf(results.subList(next, next + call.items.size()));
                next += call.items.size();
            }
        }
        running--;
        notifyAll();
    }
}
