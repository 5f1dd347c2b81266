package io.dynrefer.model.t5;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The best results of one item so far, at most as many as there are beams. */
final class BestHypotheses {
    private static final Comparator<Hypothesis> BY_SCORE = Comparator.comparingDouble(Hypothesis::score);

    private final int capacity;
    private final List<Hypothesis> kept = new ArrayList<>(); // in order of arrival

    BestHypotheses(int capacity) {
        this.capacity = capacity;
    }

    /** Keeps {@code hypothesis} if there is room or a worse one to drop. */
    void add(Hypothesis hypothesis) {
        if (kept.size() < capacity) {
            kept.add(hypothesis);
        } else if (hypothesis.score() > worst().score()) {
            kept.remove(worst());
            kept.add(hypothesis);
        }
    }

    /**
     * Whether no running beam can get better than the worst kept: its sum is at most {@code bestSum}, and it is judged
     * at the length it has now. For a positive length penalty that is a guess; the research code makes it too.
     */
    boolean complete(float bestSum, int length, double lengthPenalty) {
        return kept.size() == capacity && worst().score() >= bestSum / Math.pow(length, lengthPenalty);
    }

    /** Best first; of equal ones the later first. */
    List<Hypothesis> bestFirst() {
        List<Hypothesis> ordered = new ArrayList<>(kept);
        ordered.sort(BY_SCORE);
        Collections.reverse(ordered);
        return List.copyOf(ordered);
    }

    private Hypothesis worst() {
        return Collections.min(kept, BY_SCORE);
    }
}
