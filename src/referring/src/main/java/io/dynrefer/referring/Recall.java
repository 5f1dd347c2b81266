package io.dynrefer.referring;

import io.dynrefer.region.BatchSizes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The one way in which a step works: what its memo has is found, the rest is computed in batches and put there. */
public final class Recall<K, V> {
    private final Map<K, Outcome<V>> known;
    private final Set<K> computed;

    private Recall(Map<K, Outcome<V>> known, Set<K> computed) {
        this.known = known;
        this.computed = computed;
    }

    /**
     * The values of {@code keys}, each found or computed once.
     *
     * @param input what the value of a missing key is computed from; its {@link io.dynrefer.region.DynReferException}
     *     is the key's outcome
     * @param batch most inputs computed at once
     */
    static <K, I, V> Recall<K, V> of(
            Collection<K> keys,
            Memo<K, V> memo,
            Function<K, I> input,
            int batch,
            Function<List<I>, ? extends List<? extends V>> work) {
        Map<K, Outcome<V>> known = new HashMap<>();
        Map<K, I> missing = new LinkedHashMap<>();
        for (K key : new LinkedHashSet<>(keys)) {
            Outcome<Optional<V>> found = Outcome.attempt(() -> {
                Optional<V> before = memo.find().apply(key);
                if (before.isEmpty()) {
                    missing.put(key, input.apply(key));
                }
                return before;
            });
            if (found.succeeded()) {
                found.orThrow().ifPresent(value -> known.put(key, Outcome.of(value)));
            } else {
                known.put(key, Outcome.failed(found.problem()));
            }
        }
        List<V> values = BatchSizes.inBatches(batch, List.copyOf(missing.values()), work);
        int next = 0;
        for (K key : missing.keySet()) {
            V value = values.get(next++);
            memo.put().accept(key, value);
            known.put(key, Outcome.of(value));
        }
        return new Recall<>(known, missing.keySet());
    }

    /** The value of a key that was asked for, or why there is none. */
    public Outcome<V> get(K key) {
        Outcome<V> outcome = known.get(key);
        if (outcome == null) {
            throw new IllegalStateException(key + " was not asked for");
        }
        return outcome;
    }

    /** Whether the value of a key was computed, not found. */
    public boolean computed(K key) {
        return computed.contains(key);
    }
}
