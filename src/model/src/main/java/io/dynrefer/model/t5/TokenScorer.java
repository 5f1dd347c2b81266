package io.dynrefer.model.t5;

/** Scores what may come next in every running beam; a search asks it step by step. */
interface TokenScorer {
    /**
     * Appends one token to every row and scores the next.
     *
     * @param tokens (rows), the newest token of every row
     * @param origins (rows), the row of the step before that each row goes on from; all of an item's rows come from
     *     rows of that item, and items may be left out. At the first step the rows themselves
     * @return (rows, vocabulary), row by row; the caller may change it
     */
    float[] score(int[] tokens, int[] origins);
}
