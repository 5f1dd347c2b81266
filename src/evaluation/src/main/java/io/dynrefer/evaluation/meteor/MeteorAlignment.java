package io.dynrefer.evaluation.meteor;

import java.util.List;

/**
 * A hypothesis, the reference that suits it best, and how their words pair up.
 *
 * @param matches in the reference's order
 */
public record MeteorAlignment(List<String> hypothesis, List<String> reference, List<Match> matches, MeteorScore score) {
    public MeteorAlignment {
        hypothesis = List.copyOf(hypothesis);
        reference = List.copyOf(reference);
        matches = List.copyOf(matches);
    }
}
