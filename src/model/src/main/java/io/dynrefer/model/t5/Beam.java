package io.dynrefer.model.t5;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A running beam: its tokens, the beams it went through, and the sum of its penalised log-probabilities, added up in
 * single precision as the research code does. Never changed.
 */
final class Beam {
    private final int[] tokens; // (length), the start token first
    private final int[] rows; // (length - 1)
    private final float sum;

    private Beam(int[] tokens, int[] rows, float sum) {
        this.tokens = tokens;
        this.rows = rows;
        this.sum = sum;
    }

    static Beam start(int token, float sum) {
        return new Beam(new int[] {token}, new int[0], sum);
    }

    /** This beam with one more token, which came from {@code row}. */
    Beam followedBy(int token, int row, float newSum) {
        return new Beam(appended(tokens, token), appended(rows, row), newSum);
    }

    int length() {
        return tokens.length;
    }

    float sum() {
        return sum;
    }

    int newest() {
        return tokens[tokens.length - 1];
    }

    /** Makes every token that occurs less likely, once each, in the scores of one row. */
    void penalise(float[] scores, int offset, float penalty) {
        IntStream.of(tokens).distinct().forEach(token -> {
            float score = scores[offset + token];
            scores[offset + token] = score < 0 ? score * penalty : score / penalty;
        });
    }

    /** This beam as a result that the model ended at {@code row} with {@code total}. */
    Hypothesis ended(int row, float total, double lengthPenalty) {
        return hypothesis(appended(rows, row), true, total, lengthPenalty);
    }

    /** This beam as a result that the number of tokens ended. */
    Hypothesis unended(double lengthPenalty) {
        return hypothesis(rows, false, sum, lengthPenalty);
    }

    private Hypothesis hypothesis(int[] throughRows, boolean ended, float total, double lengthPenalty) {
        return new Hypothesis(list(tokens), ended, total / Math.pow(length(), lengthPenalty), list(throughRows));
    }

    private static int[] appended(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    private static List<Integer> list(int[] values) {
        return IntStream.of(values).boxed().toList();
    }
}
