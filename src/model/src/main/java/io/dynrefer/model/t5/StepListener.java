package io.dynrefer.model.t5;

/** Sees the scores of a beam search's next tokens; for parity checks. */
@FunctionalInterface
public interface StepListener {
    /** Sees nothing. */
    StepListener NONE = (step, row, scores, offset, vocabulary) -> {};

    /**
     * Sees one row of one step: penalised log-probabilities, before the beam's sum so far is added.
     *
     * @param step from 0
     * @param row beam counted over the whole batch (item * beams + beam)
     * @param scores the row's are {@code scores[offset]} to {@code scores[offset + vocabulary - 1]}; copy at once
     */
    void scored(int step, int row, float[] scores, int offset, int vocabulary);
}
