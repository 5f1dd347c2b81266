package io.dynrefer.region;

/** Hears how far a long work has come. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /**
     * {@code done} of {@code total} steps, samples or bytes are done; the first call may count what an earlier run did.
     * Called often, from the thread that works.
     */
    void report(long done, long total);
}
