package io.dynrefer.referring;

import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.StoredForm;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Where a step looks before it computes, and puts what it computed.
 *
 * @param find what was put under a key; a {@link io.dynrefer.region.DynReferException} if it is damaged
 * @param put keeps a value; of two for the same key either may stay
 */
record Memo<K, V>(Function<K, Optional<V>> find, BiConsumer<K, V> put) {
    /** Artefacts of one form as a memo. */
    static <K, V> Memo<K, V> in(Artefacts artefacts, StoredForm<V> form, Function<K, BlobKey> keys) {
        return new Memo<>(
                key -> artefacts.find(form, keys.apply(key)),
                (key, value) -> artefacts.put(form, keys.apply(key), value));
    }

    /** Nothing was put, and nothing is kept. */
    static <K, V> Memo<K, V> none() {
        return new Memo<>(key -> Optional.empty(), (key, value) -> {});
    }

    /** The same for keys that are known to be absent: nothing is looked for. */
    Memo<K, V> ofAbsent() {
        return new Memo<>(key -> Optional.empty(), put);
    }
}
