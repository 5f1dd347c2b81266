package io.dynrefer.research.parity;

import io.dynrefer.model.t5.StepListener;
import io.dynrefer.safetensors.SafeTensorsDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the scores of every step of a beam search. */
final class StepRecorder implements StepListener {
    private final List<Scores> seen = new ArrayList<>();

    private record Scores(int step, int row, float[] values) {}

    @Override
    public void scored(int step, int row, float[] scores, int offset, int vocabulary) {
        seen.add(new Scores(step, row, Arrays.copyOfRange(scores, offset, offset + vocabulary)));
    }

    /**
     * Compares with an array (steps, rows, vocabulary). The research code goes on with finished items, at the state of
     * other items' beams; what it computes for them is no result and has no counterpart here.
     */
    void compare(ParityReport report, SafeTensorsDocument file, String name, double tolerance) {
        long[] shape = file.shape(name);
        float[] all = file.floats(name);
        int vocabulary = (int) shape[2];
        float[] expected = new float[seen.size() * vocabulary];
        float[] actual = new float[expected.length];
        for (int i = 0; i < seen.size(); i++) {
            Scores scores = seen.get(i);
            int from = (scores.step() * (int) shape[1] + scores.row()) * vocabulary;
            System.arraycopy(all, from, expected, i * vocabulary, vocabulary);
            System.arraycopy(scores.values(), 0, actual, i * vocabulary, vocabulary);
        }
        report.floats(name, expected, actual, tolerance);
        int steps = seen.stream().mapToInt(Scores::step).max().orElse(-1) + 1;
        report.exact(name + " steps", List.of(shape[0]), List.of((long) steps));
    }
}
