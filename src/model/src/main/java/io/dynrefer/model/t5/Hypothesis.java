package io.dynrefer.model.t5;

import java.util.List;

/**
 * A generated text.
 *
 * @param tokens the start token and what follows, without the end token
 * @param ended whether the model ended it; otherwise the number of tokens did
 * @param score sum of penalised log-probabilities divided by length^length_penalty; the length counts the start token
 *     and not the end token
 * @param rows for every step the beam gone on from, counted over the whole batch (item * beams + beam)
 */
public record Hypothesis(List<Integer> tokens, boolean ended, double score, List<Integer> rows) {
    public Hypothesis {
        tokens = List.copyOf(tokens);
        rows = List.copyOf(rows);
    }

    /** The generated ids alone. */
    public long[] generated() {
        return tokens.stream().skip(1).mapToLong(Integer::longValue).toArray();
    }
}
