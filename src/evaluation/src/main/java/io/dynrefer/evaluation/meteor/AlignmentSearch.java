package io.dynrefer.evaluation.meteor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The beam search for the best alignment, word by word through the reference. Matches nothing competes with are settled
 * beforehand. It repeats the released program's search exactly, ties included: the order of paths is the order in which
 * they were made.
 */
final class AlignmentSearch {
    private final List<Double> searchWeights; // by module
    private final int beam;

    AlignmentSearch(List<Double> searchWeights, int beam) {
        this.searchWeights = List.copyOf(searchWeights);
        this.beam = beam;
    }

    /** The matches of the best alignment, in the reference's order. */
    List<Match> best(CandidateMatches candidates) {
        PartialAlignment start = new PartialAlignment(candidates.referenceWords());
        for (int word = 0; word < candidates.referenceWords(); word++) {
            candidates.definite(word).ifPresent(start::fix);
        }
        List<PartialAlignment> paths = List.of(start);
        for (int word = 0; word < candidates.referenceWords(); word++) {
            paths = step(word, paths, candidates);
        }
        List<PartialAlignment> complete = bestFirst(paths);
        complete.forEach(PartialAlignment::closeChunk);
        return Arrays.stream(bestFirst(complete).get(0).matches())
                .filter(Objects::nonNull)
                .toList();
    }

    private List<PartialAlignment> bestFirst(List<PartialAlignment> paths) {
        return paths.stream().sorted(PartialAlignment.BEST_FIRST).limit(beam).toList();
    }

    private List<PartialAlignment> step(int word, List<PartialAlignment> paths, CandidateMatches candidates) {
        List<PartialAlignment> kept = bestFirst(paths);
        List<PartialAlignment> extended = new ArrayList<>();
        for (PartialAlignment path : kept) {
            if (path.isDecided(word)) {
                extendDecided(word, path, extended);
            } else {
                extend(path, candidates.startingAt(word), extended);
            }
        }
        return extended.isEmpty() ? List.of(kept.get(0)) : extended;
    }

    private void extendDecided(int word, PartialAlignment path, List<PartialAlignment> extended) {
        if (path.isInsideMatch(word)) {
            extended.add(path);
            return;
        }
        @Nullable Match match = path.nextMatch();
        if (match != null) {
            path.pass(match, searchWeights.get(match.module()));
            extended.add(path);
        }
    }

    private void extend(PartialAlignment path, List<Match> matches, List<PartialAlignment> extended) {
        for (Match match : matches) {
            if (path.allows(match)) {
                extended.add(path.taking(match, searchWeights.get(match.module())));
            }
        }
        path.skip();
        extended.add(path);
    }
}
