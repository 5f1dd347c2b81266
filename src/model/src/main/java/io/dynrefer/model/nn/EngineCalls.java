package io.dynrefer.model.nn;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls into the engine that are under way. The engine's own end, a part of the process's, takes away what a call still
 * computes with: one that is under way then crashes the process, so whoever ends it waits for the calls first.
 * Thread-safe.
 */
public final class EngineCalls {
    /** All calls of this process. */
    public static final EngineCalls OF_PROCESS = new EngineCalls();

    /** Calls read; the end of them writes, once. A thread may call within its own call. */
    private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock();

    EngineCalls() {}

    /** Runs {@code body} as a call; does not return once there are to be no more. */
    <T extends @Nullable Object> T call(Supplier<T> body) {
        calls.readLock().lock();
        try {
            return body.get();
        } finally {
            calls.readLock().unlock();
        }
    }

    /**
     * Lets no further call begin and waits for those under way. Whoever would begin one waits for the end of the
     * process.
     *
     * @param patience how long to wait; after it, calls may begin again
     * @return whether none is under way any more
     */
    public boolean end(Duration patience) throws InterruptedException {
        return calls.writeLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
