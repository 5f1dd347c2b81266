package io.dynrefer.evaluation.meteor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All matches the modules found between a hypothesis and a reference, and how many cover each word. */
final class CandidateMatches {
    private final List<List<Match>> startingAt = new ArrayList<>(); // by reference word
    private final int[] hypothesisCoverage;
    private final int[] referenceCoverage;

    CandidateMatches(int hypothesisWords, int referenceWords) {
        hypothesisCoverage = new int[hypothesisWords];
        referenceCoverage = new int[referenceWords];
        for (int i = 0; i < referenceWords; i++) {
            startingAt.add(new ArrayList<>());
        }
    }

    void add(Match match) {
        startingAt.get(match.referenceStart()).add(match);
        for (int i = match.referenceStart(); i < match.referenceEnd(); i++) {
            referenceCoverage[i]++;
        }
        for (int i = match.hypothesisStart(); i < match.hypothesisEnd(); i++) {
            hypothesisCoverage[i]++;
        }
    }

    int hypothesisWords() {
        return hypothesisCoverage.length;
    }

    int referenceWords() {
        return referenceCoverage.length;
    }

    /** In the order in which they were found. */
    List<Match> startingAt(int referenceWord) {
        return startingAt.get(referenceWord);
    }

    /**
     * The match at a word that nothing competes with. Two modules matching the same two words compete, which is why
     * such a pair may be dropped for fewer chunks (REFERENCE-NOTES 29).
     */
    Optional<Match> definite(int referenceWord) {
        List<Match> matches = startingAt.get(referenceWord);
        if (matches.size() != 1) {
            return Optional.empty();
        }
        Match match = matches.get(0);
        for (int i = match.referenceStart(); i < match.referenceEnd(); i++) {
            if (referenceCoverage[i] != 1) {
                return Optional.empty();
            }
        }
        for (int i = match.hypothesisStart(); i < match.hypothesisEnd(); i++) {
            if (hypothesisCoverage[i] != 1) {
                return Optional.empty();
            }
        }
        return Optional.of(match);
    }
}
