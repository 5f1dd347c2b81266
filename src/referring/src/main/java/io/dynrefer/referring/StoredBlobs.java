package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;

/** What an earlier step must have put into the store. */
final class StoredBlobs {
    private StoredBlobs() {}

    /**
     * The bytes under a key.
     *
     * @param what the blob is called in the error, e.g. {@code view}
     * @param remedy who puts it there
     * @throws DynReferException {@code NOT_FOUND}, naming the key
     */
    static byte[] require(BlobStore store, BlobKey key, String what, String remedy) {
        return store.find(key)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND, key.value(), "No " + what + " under '" + key + "'; " + remedy + "."));
    }
}
