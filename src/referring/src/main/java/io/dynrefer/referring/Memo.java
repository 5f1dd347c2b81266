package io.dynrefer.referring;

import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.StoredForm;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Where a step looks before it computes, and puts what it computed: the object store, or a map. */
public interface Memo<K, V> {
    /** What was put under this key; a {@link io.dynrefer.region.DynReferException} if it is damaged. */
    Optional<V> find(K key);

    /** Keeps a value; of two for the same key either may stay. */
    void put(K key, V value);

    /** A memo in this process, safe for use by several threads. */
    static <K, V> Memo<K, V> inMemory() {
        Map<K, V> values = new ConcurrentHashMap<>();
        return of(key -> Optional.ofNullable(values.get(key)), values::putIfAbsent);
    }

    /** The store as a memo of artefacts of one form. */
    static <K, V> Memo<K, V> in(BlobStore store, StoredForm<V> form, Function<K, BlobKey> keys) {
        return of(key -> form.find(store, keys.apply(key)), (key, value) -> form.put(store, keys.apply(key), value));
    }

    /** A memo of these two. */
    static <K, V> Memo<K, V> of(Function<K, Optional<V>> find, BiConsumer<K, V> put) {
        return new Memo<>() {
            @Override
            public Optional<V> find(K key) {
                return find.apply(key);
            }

            @Override
            public void put(K key, V value) {
                put.accept(key, value);
            }
        };
    }
}
