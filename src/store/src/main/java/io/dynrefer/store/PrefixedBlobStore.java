package io.dynrefer.store;

import java.util.List;
import java.util.Optional;

/**
 * The part of a store whose keys begin with a prefix, as a store of its own: nothing in it can name what is outside.
 * Closing is the whole store's business.
 */
public final class PrefixedBlobStore implements BlobStore {
    private final BlobStore store;
    private final String prefix;

    /** @param folder one or more segments of a key */
    public PrefixedBlobStore(BlobStore store, BlobKey folder) {
        this.store = store;
        this.prefix = folder.value() + "/";
    }

    @Override
    public Optional<byte[]> find(BlobKey key) {
        return store.find(whole(key));
    }

    @Override
    public boolean exists(BlobKey key) {
        return store.exists(whole(key));
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        return store.putIfAbsent(whole(key), content);
    }

    @Override
    public void delete(BlobKey key) {
        store.delete(whole(key));
    }

    @Override
    public List<StoredBlob> blobs(String begin) {
        return store.blobs(prefix + begin).stream()
                .map(blob -> new StoredBlob(
                        new BlobKey(blob.key().value().substring(prefix.length())), blob.bytes(), blob.lastUse()))
                .toList();
    }

    @Override
    public void checkReachable() {
        store.checkReachable();
    }

    private BlobKey whole(BlobKey key) {
        return new BlobKey(prefix + key);
    }

    @Override
    public String toString() {
        return store + ", " + prefix;
    }
}
