package io.dynrefer.store;

final class MemoryBlobStoreTest extends BlobStoreContract {
    private MemoryBlobStore store = new MemoryBlobStore();

    @Override
    protected BlobStore openEmpty() {
        store = new MemoryBlobStore();
        return store;
    }

    @Override
    protected BlobStore openAgain() {
        return store;
    }

    @Override
    protected BlobStore openUnreachable() {
        return store;
    }

    /** The heap cannot go away: the check passes and writes succeed. */
    @Override
    void everyCall_storeGone_isStoreUnavailableNamingTheKey() {
        openUnreachable().checkReachable();
    }
}
