package io.dynrefer.data;

/** Hears how far a generation has come. */
@FunctionalInterface
public interface GenerationProgress {
    /** Hears nothing. */
    GenerationProgress NONE = (done, total) -> {};

    /** {@code done} of {@code total} scenes are there; called after every scene, first with those found on resuming. */
    void report(int done, int total);
}
