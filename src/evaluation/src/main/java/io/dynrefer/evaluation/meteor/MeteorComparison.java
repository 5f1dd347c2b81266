package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This project's METEOR beside the published program's.
 *
 * @param pairs those compared, in their order
 */
public record MeteorComparison(List<Compared> pairs) {
    /** Scores that differ by no more are the same. */
    public static final double TOLERANCE = 1e-4;

    public MeteorComparison {
        pairs = List.copyOf(pairs);
    }

    /**
     * A pair with both scores, 0..1.
     *
     * @param ours this project's score
     * @param theirs the program's
     */
    public record Compared(MeteorPair pair, double ours, double theirs) {
        /** How far the scores are apart. */
        public double difference() {
            return Math.abs(ours - theirs);
        }
    }

    /**
     * Scores every pair.
     *
     * @param program asked for its score of each; null: the score in the pair
     */
    public static MeteorComparison of(Meteor meteor, List<MeteorPair> pairs, @Nullable MeteorProgram program) {
        List<Compared> compared = new ArrayList<>();
        for (MeteorPair pair : pairs) {
            double ours = meteor.score(pair.hypothesis(), pair.references());
            compared.add(new Compared(pair, ours, theirs(pair, program)));
        }
        return new MeteorComparison(compared);
    }

    private static double theirs(MeteorPair pair, @Nullable MeteorProgram program) {
        if (program != null) {
            return program.score(program.statistics(pair.hypothesis(), pair.references()));
        }
        Double score = pair.score();
        if (score == null) {
            throw DynReferException.invalid(
                    "score", "The pair of '" + pair.hypothesis() + "' has no score: ask the program (--program).");
        }
        return score;
    }

    /** The pairs whose scores differ. */
    public List<Compared> different() {
        return pairs.stream().filter(pair -> pair.difference() > TOLERANCE).toList();
    }

    /** The largest difference, 0..1. */
    public double largest() {
        return pairs.stream().mapToDouble(Compared::difference).max().orElse(0);
    }
}
