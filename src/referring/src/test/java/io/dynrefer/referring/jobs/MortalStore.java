package io.dynrefer.referring.jobs;

import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PutOutcome;
import io.dynrefer.store.StoredBlob;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store whose user dies of a job: at its nth call about it, before the call or after it. A process that is dead, or
 * hangs until it is killed, calls nothing more; one without memory does.
 */
final class MortalStore implements BlobStore {
    /** What becomes of the process. */
    enum End {
        /** It ends at once, or hangs until somebody ends it; for the store and the queues that is the same. */
        KILLED,
        OUT_OF_MEMORY
    }

    /** Where it happens. */
    record Fault(JobId job, End end, int call, boolean afterwards) {}

    private final BlobStore store;
    private final Fault fault;
    private boolean armed;
    private boolean dead;
    private int calls;
    private int struck;

    MortalStore(BlobStore store, Fault fault) {
        this.store = store;
        this.fault = fault;
    }

    /** A process takes a message; with a fault if it is of the step that has one. */
    void begin(boolean isFaulty) {
        armed = isFaulty;
        dead = false;
        calls = 0;
    }

    /** How often a process was struck. */
    int struck() {
        return struck;
    }

    /** Whether the process is gone, so that nothing that it does any more is seen. */
    boolean isDead() {
        return dead;
    }

    private <T> T call(String key, Supplier<T> call) {
        if (dead) {
            throw new Killed();
        }
        boolean strikes = armed && isAbout(key) && ++calls == fault.call();
        if (strikes && !fault.afterwards()) {
            throw strike();
        }
        T answer = call.get();
        if (strikes) {
            throw strike();
        }
        return answer;
    }

    /** Of a note that it was tried nobody dies. */
    private boolean isAbout(String key) {
        return (key.contains("/" + fault.job() + "/") && !key.endsWith("/tried"))
                || key.contains("/" + fault.job() + ".");
    }

    private Error strike() {
        struck++;
        dead = fault.end() == End.KILLED;
        return dead ? new Killed() : new OutOfMemoryError("Java heap space");
    }

    /** The process has ended. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Optional<byte[]> find(BlobKey key) {
        return call(key.value(), () -> store.find(key));
    }

    @Override
    public boolean exists(BlobKey key) {
        return call(key.value(), () -> store.exists(key));
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        return call(key.value(), () -> store.putIfAbsent(key, content));
    }

    @Override
    public void delete(BlobKey key) {
        call(key.value(), () -> {
            store.delete(key);
            return true;
        });
    }

    @Override
    public List<StoredBlob> blobs(String prefix) {
        return call(prefix, () -> store.blobs(prefix));
    }

    @Override
    public void checkReachable() {
        call("", () -> {
            store.checkReachable();
            return true;
        });
    }
}
