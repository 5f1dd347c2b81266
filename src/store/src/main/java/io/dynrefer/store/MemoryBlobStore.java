package io.dynrefer.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Blobs in this process's heap, for tests and one-shot commands; gone with the process. Safe for several threads. */
public final class MemoryBlobStore implements BlobStore {
    private final NavigableMap<BlobKey, byte[]> blobs = new ConcurrentSkipListMap<>();
    private final Instant opened = Instant.now();

    @Override
    public Optional<byte[]> find(BlobKey key) {
        return Optional.ofNullable(blobs.get(key)).map(byte[]::clone);
    }

    @Override
    public boolean exists(BlobKey key) {
        return blobs.containsKey(key);
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        byte[] stored = blobs.putIfAbsent(key, content.clone());
        if (stored == null) {
            return PutOutcome.CREATED;
        }
        return Arrays.equals(stored, content) ? PutOutcome.ALREADY_THERE : PutOutcome.DIFFERENT;
    }

    @Override
    public void delete(BlobKey key) {
        blobs.remove(key);
    }

    /** As if all of them had been written when the store was made: it does not live long. */
    @Override
    public List<StoredBlob> blobs(String prefix) {
        return blobs.entrySet().stream()
                .filter(blob -> blob.getKey().value().startsWith(prefix))
                .map(blob -> new StoredBlob(blob.getKey(), blob.getValue().length, opened))
                .toList();
    }

    @Override
    public void checkReachable() {
        // The heap is always there.
    }
}
