package io.dynrefer.referring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Work in pieces of bounded size, so that memory does not grow with the request.
 *
 * @param size most items in one piece; at least 1
 */
record Batches(int size) {
    Batches {
        if (size < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1, not " + size);
        }
    }

    /** Applies {@code work} to consecutive pieces and joins the results, one per item, in order. */
    <T, R> List<R> map(List<T> items, Function<List<T>, List<R>> work) {
        List<R> results = new ArrayList<>(items.size());
        for (int begin = 0; begin < items.size(); begin += size) {
            List<T> piece = items.subList(begin, Math.min(begin + size, items.size()));
            List<R> answered = work.apply(piece);
            if (answered.size() != piece.size()) {
                throw new IllegalStateException("gave " + piece.size() + " items, got " + answered.size() + " results");
            }
            results.addAll(answered);
        }
        return results;
    }
}
