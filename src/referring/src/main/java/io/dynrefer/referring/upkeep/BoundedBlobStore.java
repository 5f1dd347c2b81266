package io.dynrefer.referring.upkeep;

import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PutOutcome;
import io.dynrefer.store.StoredBlob;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store that does not outgrow a quota: when a write makes it too large, what was not used for longest goes, on a
 * thread of its own. What was used in the last ten minutes, and jobs without an answer, stay even then.
 */
public final class BoundedBlobStore implements BlobStore, AutoCloseable {
    private static final Logger LOG = System.getLogger(BoundedBlobStore.class.getName());

    /** How much is made free beyond the quota at once, and how much has to be written until that is tried again. */
    private static final double SLACK = 0.1;

    private final BlobStore store;
    private final StoreUpkeep upkeep;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong limit;
    private final AtomicBoolean pruning = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread keeper = new Thread(work, "store-quota");
        keeper.setDaemon(true);
        return keeper;
    });

    /** Begins by looking how much there is. */
    public BoundedBlobStore(BlobStore store, long maxBytes) {
        this.store = store;
        this.upkeep = new StoreUpkeep(store);
        this.maxBytes = maxBytes;
        this.limit = new AtomicLong(maxBytes);
        bytes.set(maxBytes + 1); // It is not known yet.
        pruneIfTooLarge();
    }

    private void pruneIfTooLarge() {
        if (bytes.get() > limit.get() && pruning.compareAndSet(false, true)) {
            thread.execute(this::prune);
        }
    }

    private void prune() {
        try {
            long slack = (long) (maxBytes * SLACK);
            long held = store.blobs("").stream().mapToLong(StoredBlob::bytes).sum();
            if (held > maxBytes) {
                StoreUpkeep.Pruned pruned = upkeep.pruneTo(maxBytes - slack);
                held = pruned.bytesLeft();
                LOG.log(
                        Level.INFO,
                        "The store was over its quota of {0} bytes: {1} objects removed, {2} bytes left",
                        maxBytes,
                        pruned.blobs(),
                        held);
            }
            bytes.set(held);
            limit.set(Math.max(maxBytes, held + slack));
        } catch (DynReferException e) { // The store is away, which those who ask it notice, too.
            LOG.log(Level.WARNING, "The store could not be kept to its quota", e);
            limit.addAndGet((long) (maxBytes * SLACK));
        } finally {
            pruning.set(false);
        }
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        PutOutcome outcome = store.putIfAbsent(key, content);
        if (outcome == PutOutcome.CREATED) {
            bytes.addAndGet(content.length);
            pruneIfTooLarge();
        }
        return outcome;
    }

    @Override
    public Optional<byte[]> find(BlobKey key) {
        return store.find(key);
    }

    @Override
    public boolean exists(BlobKey key) {
        return store.exists(key);
    }

    @Override
    public void delete(BlobKey key) {
        store.delete(key);
    }

    @Override
    public List<StoredBlob> blobs(String prefix) {
        return store.blobs(prefix);
    }

    @Override
    public void checkReachable() {
        store.checkReachable();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    @Override
    public String toString() {
        return store + ", at most " + maxBytes + " bytes";
    }
}
