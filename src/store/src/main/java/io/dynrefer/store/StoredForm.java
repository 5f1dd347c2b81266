package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.Optional;

/** How one kind of artefact lies in the store; {@link StoredForms} has all of them. */
public interface StoredForm<V> {
    /** The bytes of a value. */
    byte[] encode(V value);

    /** The value stored under this key; damaged bytes are a 500 that names the key. */
    V decode(BlobKey key, byte[] blob);

    /** The value under a key, if there is one. */
    default Optional<V> find(BlobStore store, BlobKey key) {
        return store.find(key).map(blob -> decode(key, blob));
    }

    /**
     * The value under a key, which an earlier step must have put there.
     *
     * @param what the blob is called in the error, e.g. {@code view}
     * @param remedy who puts it there
     * @throws DynReferException {@code NOT_FOUND}, naming the key
     */
    default V require(BlobStore store, BlobKey key, String what, String remedy) {
        return find(store, key)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND, key.value(), "No " + what + " under '" + key + "'; " + remedy + "."));
    }

    /** Puts a value under a key unless there is one. */
    default PutOutcome put(BlobStore store, BlobKey key, V value) {
        return store.putIfAbsent(key, encode(value));
    }
}
