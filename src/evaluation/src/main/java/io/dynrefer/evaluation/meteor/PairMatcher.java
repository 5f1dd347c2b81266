package io.dynrefer.evaluation.meteor;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Matches single words by a key that is computed once per word.
 *
 * @param <K> what a word is compared by, e.g. its stem
 */
final class PairMatcher<K> implements WordMatcher {
    private final Function<String, K> key;
    private final BiPredicate<K, K> matching;
    private final Identity identity;

    private enum Identity {
        COUNTS,
        /** A word does not match itself: that is another module's work. */
        EXCLUDED
    }

    private PairMatcher(Function<String, K> key, BiPredicate<K, K> matching, Identity identity) {
        this.key = key;
        this.matching = matching;
        this.identity = identity;
    }

    /** Matches equal words. */
    static PairMatcher<String> exact() {
        return new PairMatcher<>(word -> word, String::equals, Identity.COUNTS);
    }

    /** Matches different words whose keys agree. */
    static <K> PairMatcher<K> differentWords(Function<String, K> key, BiPredicate<K, K> matching) {
        return new PairMatcher<>(key, matching, Identity.EXCLUDED);
    }

    @Override
    public void match(int module, List<String> hypothesis, List<String> reference, CandidateMatches matches) {
        List<K> hypothesisKeys = hypothesis.stream().map(key).toList();
        List<K> referenceKeys = reference.stream().map(key).toList();
        for (int r = 0; r < reference.size(); r++) {
            for (int h = 0; h < hypothesis.size(); h++) {
                boolean candidate =
                        identity == Identity.COUNTS || !hypothesis.get(h).equals(reference.get(r));
                if (candidate && matching.test(hypothesisKeys.get(h), referenceKeys.get(r))) {
                    matches.add(new Match(r, 1, h, 1, module));
                }
            }
        }
    }
}
