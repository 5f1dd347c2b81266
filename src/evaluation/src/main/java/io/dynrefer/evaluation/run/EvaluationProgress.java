package io.dynrefer.evaluation.run;

/** Hears how far a run has come. */
@FunctionalInterface
public interface EvaluationProgress {
    /** Nobody listens. */
    EvaluationProgress SILENT = (done, total) -> {};

    /** {@code done} of {@code total} samples have their answers. */
    void answered(long done, long total);
}
