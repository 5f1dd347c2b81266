package io.dynrefer.evaluation.meteor;

import java.util.BitSet;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An alignment under construction: the reference's words up to {@link #next} are decided. */
final class PartialAlignment {
    /** More matched words, then fewer chunks, then less distance between matched words. */
    static final Comparator<PartialAlignment> BEST_FIRST = Comparator.comparingInt(
                    (PartialAlignment path) -> -path.hypothesisWeight - path.referenceWeight)
            .thenComparingInt(path -> path.chunks)
            .thenComparingInt(path -> path.distance);

    private static final int NO_CHUNK = -1;

    private final @Nullable Match[] matches; // by first word in the reference
    private final BitSet hypothesisUsed;
    private final BitSet referenceUsed;
    // The released program keeps these two as whole numbers, so a lone stem or synonym match adds nothing.
    private int hypothesisWeight;
    private int referenceWeight;
    private int chunks;
    private int distance;
    private int next;
    private int chunkEnd = NO_CHUNK; // in the hypothesis

    /** An empty alignment. */
    PartialAlignment(int referenceWords) {
        matches = new @Nullable Match[referenceWords];
        hypothesisUsed = new BitSet();
        referenceUsed = new BitSet();
    }

    private PartialAlignment(PartialAlignment other) {
        matches = other.matches.clone();
        hypothesisUsed = (BitSet) other.hypothesisUsed.clone();
        referenceUsed = (BitSet) other.referenceUsed.clone();
        hypothesisWeight = other.hypothesisWeight;
        referenceWeight = other.referenceWeight;
        chunks = other.chunks;
        distance = other.distance;
        next = other.next;
        chunkEnd = other.chunkEnd;
    }

    /** Decides on a match before the search starts. */
    void fix(Match match) {
        matches[match.referenceStart()] = match;
        referenceUsed.set(match.referenceStart(), match.referenceEnd());
        hypothesisUsed.set(match.hypothesisStart(), match.hypothesisEnd());
    }

    boolean isDecided(int referenceWord) {
        return referenceUsed.get(referenceWord);
    }

    boolean isInsideMatch(int referenceWord) {
        return referenceWord < next;
    }

    /** The decided match at the next word, or null. */
    @Nullable
    Match nextMatch() {
        return matches[next];
    }

    boolean allows(Match match) {
        return referenceUsed.get(match.referenceStart(), match.referenceEnd()).cardinality()
                        + hypothesisUsed
                                .get(match.hypothesisStart(), match.hypothesisEnd())
                                .cardinality()
                == 0;
    }

    /** A copy that takes the match; the distance is charged to this path, as the released program does. */
    PartialAlignment taking(Match match, double weight) {
        PartialAlignment path = new PartialAlignment(this);
        path.fix(match);
        path.advance(match, weight);
        distance += distanceOf(match);
        return path;
    }

    /** Goes past a match decided before. */
    void pass(Match match, double weight) {
        advance(match, weight);
        distance += distanceOf(match);
    }

    private void advance(Match match, double weight) {
        hypothesisWeight = (int) (hypothesisWeight + match.hypothesisLength() * weight);
        referenceWeight = (int) (referenceWeight + match.referenceLength() * weight);
        if (chunkEnd != NO_CHUNK && match.hypothesisStart() != chunkEnd) {
            chunks++;
        }
        next = match.referenceEnd();
        chunkEnd = match.hypothesisEnd();
    }

    private static int distanceOf(Match match) {
        return Math.abs(match.referenceStart() - match.hypothesisStart());
    }

    /** Leaves the next word unmatched. */
    void skip() {
        closeChunk();
        next++;
    }

    /** Ends a chunk that is still open. */
    void closeChunk() {
        if (chunkEnd != NO_CHUNK) {
            chunks++;
            chunkEnd = NO_CHUNK;
        }
    }

    /** By first word in the reference; null where no match starts. */
    @Nullable
    Match[] matches() {
        return matches.clone();
    }
}
