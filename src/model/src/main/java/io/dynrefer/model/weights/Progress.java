package io.dynrefer.model.weights;

/** Hears how far a long write has come. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /** {@code done} of {@code total} bytes are written; called often and from the writing thread. */
    void report(long done, long total);
}
