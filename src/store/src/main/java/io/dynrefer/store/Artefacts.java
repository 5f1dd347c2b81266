package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the steps of an answer make and find again, under the keys of {@link StoreKeys}: in an object store, from where
 * other processes take it, or in a map of this process, where no byte is written. Safe for use by several threads.
 */
public interface Artefacts {
    /** The value under a key, if there is one. A damaged one is none, and is removed, so that it is made again. */
    <V> Optional<V> find(StoredForm<V> form, BlobKey key);

    /** Whether there is a value under a key, without reading it. */
    boolean exists(BlobKey key);

    /** Puts a value under a key unless there is one. */
    <V> PutOutcome put(StoredForm<V> form, BlobKey key, V value);

    /** Removes a value; nothing happens if there is none. */
    void delete(BlobKey key);

    /** Takes away what was made from an image, if it was forgotten after this moment. */
    void forgetAgain(ImageDigest image, Instant began);

    /** As {@link #put} where the key is made from the value: other bytes under it are damaged, and are replaced. */
    default <V> void keep(StoredForm<V> form, BlobKey key, V value) {
        if (put(form, key, value) == PutOutcome.DIFFERENT) {
            delete(key);
            put(form, key, value).requireSame(key);
        }
    }

    /**
     * The value under a key, which an earlier step must have put there.
     *
     * @param what the artefact is called in the error, e.g. {@code view}
     * @param remedy who puts it there
     * @throws DynReferException {@code NOT_FOUND}, naming the key
     */
    default <V> V require(StoredForm<V> form, BlobKey key, String what, String remedy) {
        return find(form, key)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND, key.value(), "No " + what + " under '" + key + "'; " + remedy + "."));
    }

    /** What lies in a store. */
    static Artefacts in(BlobStore store) {
        return new Artefacts() {
            @Override
            public <V> Optional<V> find(StoredForm<V> form, BlobKey key) {
                try {
                    return store.find(key).map(blob -> form.decode(key, blob));
                } catch (DamagedBlobException e) {
                    store.delete(key);
                    return Optional.empty();
                }
            }

            @Override
            public boolean exists(BlobKey key) {
                return store.exists(key);
            }

            @Override
            public <V> PutOutcome put(StoredForm<V> form, BlobKey key, V value) {
                return store.putIfAbsent(key, form.encode(value));
            }

            @Override
            public void delete(BlobKey key) {
                store.delete(key);
            }

            @Override
            public void forgetAgain(ImageDigest image, Instant began) {
                new Forgotten(store).again(image, began);
            }
        };
    }

    /** Nothing yet, and what is put is kept as it is. */
    static Artefacts inMemory() {
        Map<BlobKey, Object> values = new ConcurrentHashMap<>();
        return new Artefacts() {
            @Override
            @SuppressWarnings("unchecked") // a key belongs to one form
            public <V> Optional<V> find(StoredForm<V> form, BlobKey key) {
                return Optional.ofNullable((V) values.get(key));
            }

            @Override
            public boolean exists(BlobKey key) {
                return values.containsKey(key);
            }

            @Override
            public <V> PutOutcome put(StoredForm<V> form, BlobKey key, V value) {
                return values.putIfAbsent(key, value) == null ? PutOutcome.CREATED : PutOutcome.ALREADY_THERE;
            }

            @Override
            public void delete(BlobKey key) {
                values.remove(key);
            }

            @Override
            public void forgetAgain(ImageDigest image, Instant began) {
                // Nobody can have asked for it: what is here goes with its only user.
            }
        };
    }
}
