package io.dynrefer.evaluation.meteor;

import java.util.List;

/** One module: adds every match it finds between two tokenised sentences. */
interface WordMatcher {
    /** @param module the module's position among those in use */
    void match(int module, List<String> hypothesis, List<String> reference, CandidateMatches matches);
}
